import Foundation
import LMDB
import TestSupport
import Testing

@Suite struct `LMDB environment` {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(
        megabytes: Int = 16,
        readersMax: UInt32 = 1024,
        survival: Environment.Survival = .processes
    ) throws -> (Environment, Table) {
        var options = Environment.Options(mapBytes: megabytes << 20, survival: survival)
        options.readersMax = readersMax
        let environment = try Environment(path: folder.path, options: options)
        return (environment, try environment.table("numbers"))
    }

    private let key = Array("n".utf8)

    private func number(_ environment: Environment, _ table: Table) throws -> String? {
        try environment.read { try $0.value(table, key) }.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `a value is read as it was written`() throws {
        let (environment, table) = try open()
        try environment.write { try $0.put(table, key, [1, 2, 3]) }
        #expect(try environment.read { try $0.value(table, key) } == [1, 2, 3])
        #expect(try environment.read { try $0.value(table, key, from: 1) } == [2, 3])
        #expect(try environment.read { try $0.value(table, Array("m".utf8)) } == nil)
    }

    @Test func `an empty value is not the same as none`() throws {
        let (environment, table) = try open()
        try environment.write { try $0.put(table, key, []) }
        #expect(try environment.read { try $0.value(table, key) } == [])
    }

    @Test func `a key without bytes or with too many is refused`() throws {
        let (environment, table) = try open()
        #expect(throws: LMDBError.self) { try environment.write { try $0.put(table, [], [1]) } }
        let long = [UInt8](repeating: 1, count: 512)
        #expect(throws: LMDBError.self) { try environment.write { try $0.put(table, long, [1]) } }
    }

    @Test func `entries are scanned in the order of their keys from a start on`() throws {
        let (environment, table) = try open()
        try environment.write { transaction in
            for key in [3, 1, 2, 9] as [UInt8] { try transaction.put(table, [key], [key]) }
        }
        var seen: [UInt8] = []
        try environment.read { transaction in
            try transaction.scan(table, from: [2]) { key, _ in
                seen += key
                return seen.count < 2
            }
        }
        #expect(seen == [2, 3])
    }

    @Test func `a change whose closure throws leaves nothing behind`() throws {
        struct Stop: Error {}
        let (environment, table) = try open()
        #expect(throws: Stop.self) {
            try environment.write { transaction in
                try transaction.put(table, key, [1])
                throw Stop()
            }
        }
        #expect(try environment.read { try $0.value(table, key) } == nil)
        // The lock of writers is free again.
        try environment.write { try $0.put(table, key, [2]) }
    }

    @Test func `readers are used again instead of taking new places`() throws {
        let (environment, table) = try open()
        for _ in 0..<1000 { _ = try environment.read { try $0.value(table, key) } }
        #expect(try environment.usage().readers <= 2)
    }

    @Test func `reads inside reads see their own state`() throws {
        let (environment, table) = try open()
        try environment.write { try $0.put(table, key, [1]) }
        try environment.read { outer in
            #expect(try outer.value(table, key) == [1])
            try environment.write { try $0.put(table, key, [2]) }
            #expect(try outer.value(table, key) == [1])
            #expect(try environment.read { try $0.value(table, key) } == [2])
        }
    }

    @Test func `a folder is not opened twice in one process`() throws {
        let first = try open()
        #expect(throws: LMDBError.alreadyOpen(folder.path)) { try open() }
        withExtendedLifetime(first) {}
    }

    @Test func `a folder can be opened again once it was let go`() throws {
        for _ in 0..<3 { _ = try open() }
    }

    @Test func `a full map is an error, and the database goes on`() throws {
        let (environment, table) = try open(megabytes: 1)
        let value = [UInt8](repeating: 7, count: 100_000)
        #expect(throws: LMDBError.full) {
            for index in 0..<20 as Range<UInt8> {
                try environment.write { try $0.put(table, [index], value) }
            }
        }
        #expect(try environment.read { try $0.value(table, [0]) } == value)
        try environment.write { try $0.clear(table) }
        try environment.write { try $0.put(table, key, [1]) }
        try environment.write { try $0.put(table, [1], value) }
    }

    @Test func `usage counts pages that hold something, not those that were freed`() throws {
        let (environment, table) = try open()
        let value = [UInt8](repeating: 7, count: 1 << 20)
        try environment.write { try $0.put(table, key, value) }
        #expect(try environment.usage().usedBytes > 1 << 20)
        try environment.write { _ = try $0.delete(table, key) }
        #expect(try environment.usage().usedBytes < 1 << 17)
        #expect(try environment.usage().mapBytes == 16 << 20)
    }

    @Test func `several processes add without losing one`() async throws {
        let (environment, table) = try open()
        let probes = try (0..<4).map { _ in try ProbeProcess(["increment", folder.path, "2000"]) }
        for probe in probes {
            #expect(try probe.line() == "ready")
            #expect(try probe.line() == "done")
            #expect(probe.exitCode() == 0)
        }
        #expect(try number(environment, table) == "8000")
    }

    @Test func `a process takes the size that the first one chose`() throws {
        let (environment, table) = try open(megabytes: 3)
        let probe = try ProbeProcess(["increment", folder.path, "1"])
        _ = try probe.line()
        #expect(try probe.line() == "done")
        #expect(try environment.usage().mapBytes == 3 << 20)
        #expect(try number(environment, table) == "1")
    }

    @Test func `a writer that is killed leaves nothing and blocks nobody`() throws {
        let (environment, table) = try open()
        let probe = try ProbeProcess(["hang-in-write", folder.path])
        #expect(try probe.line() == "writing")
        probe.kill()
        try environment.write { try $0.put(table, [9], [9]) }
        #expect(try number(environment, table) == nil)
    }

    /// A dead reader pins every page freed since; without the check 50 rows filled 16 MiB.
    @Test func `a reader that was killed does not fill the map`() throws {
        let (environment, table) = try open(megabytes: 1)
        let probe = try ProbeProcess(["hold-reader", folder.path])
        #expect(try probe.line() == "holding")
        probe.kill()
        let value = [UInt8](repeating: 7, count: 20_000)
        for round in 0..<500 { try environment.write { try $0.put(table, [UInt8(round % 10)], value) } }
        #expect(environment.checkReaders() == 0)
    }

    @Test func `the places of killed readers are given to others`() throws {
        let (environment, table) = try open(readersMax: 3)
        _ = try number(environment, table)
        for _ in 0..<6 {
            let probe = try ProbeProcess(["hold-reader", folder.path])
            #expect(try probe.line() == "holding")
            probe.kill()
        }
        try environment.read { outer in
            // Two more of this process, while the places are all taken by the dead.
            #expect(try environment.read { try $0.value(table, key) } == nil)
            _ = try outer.value(table, key)
        }
    }

    @Test func `readers that live keep their places`() throws {
        let (environment, table) = try open(readersMax: 1)
        let probe = try ProbeProcess(["hold-reader", folder.path])
        #expect(try probe.line() == "holding")
        #expect(environment.checkReaders() == 0)
        #expect(throws: LMDBError.readersFull) { try number(environment, table) }
        probe.kill()
        #expect(try number(environment, table) == nil)
    }

    private func closedFile(survival: Environment.Survival) throws -> URL {
        let (environment, table) = try open(survival: survival)
        let value = [UInt8](repeating: 7, count: 200_000)
        try environment.write { try $0.put(table, key, value) }
        return URL(filePath: folder.path("data.mdb"))
    }

    @Test func `a file of other content is damaged`() throws {
        try folder.write([UInt8](repeating: 0x41, count: 20_000), to: "data.mdb")
        let damaged = LMDBError.damaged("mdb_env_open \(folder.path)")
        #expect(throws: damaged) { try Environment.inspect(path: folder.path) }
        #expect(throws: damaged) { try open() }
    }

    @Test func `a file that was cut is damaged`() throws {
        let file = try closedFile(survival: .machine)
        try Environment.inspect(path: folder.path)
        let handle = try FileHandle(forUpdating: file)
        try handle.truncate(atOffset: 60_000)
        try handle.close()
        #expect(throws: LMDBError.damaged("short file")) {
            try Environment.inspect(path: folder.path)
        }
    }
}
