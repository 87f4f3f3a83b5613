import Foundation
import Kernel
import LMDB
import TestSupport
import Testing

@testable import SharedState

@Suite struct `Shared state` {
    let state: StateUnderTest

    init() throws { state = try StateUnderTest() }

    /// Makes everything, with one session and one cached value, and closes it as a crash would.
    private func found() throws -> String {
        let shared = try state.open()
        try shared.cache.store([1, 2, 3], for: [1])
        return try shared.sessions.create(userID: 5, groupID: 1, atSeconds: 1000)
    }

    private func setLayoutVersion(_ version: UInt8, in folder: String) throws {
        let survival: Environment.Survival =
            switch folder {
            case "volatile": .processes
            case "durable": .machine
            default: .processesOnDisk
            }
        let options = Environment.Options(mapBytes: 0, survival: survival)
        let environment = try Environment(path: state.folder.path(folder), options: options)
        let table = try environment.table("layout")
        try environment.write { try $0.put(table, Array("version".utf8), [version]) }
    }

    private func damage(_ folder: String, bytes: [UInt8]) throws {
        try state.folder.write(bytes, to: folder + "/data.mdb")
    }

    @Test func `what was there is there again after the processes ended`() throws {
        let token = try found()
        let shared = try state.open()
        #expect(try shared.sessions.lookup(token, atSeconds: 1001)?.userID == 5)
        #expect(try shared.cache.value(for: [1]) == [1, 2, 3])
    }

    @Test func `the map of limits and metrics has its blocks from the start`() throws {
        state.configuration.volatileBytes = 8 << 20
        let shared = try state.open()
        var status = stat()
        let path = state.folder.path("volatile/data.mdb")
        #expect(unsafe stat(path, &status) == 0)
        #expect(status.st_blocks * 512 >= 8 << 20)
        withExtendedLifetime(shared) {}
    }

    @Test func `a member needs a founder`() throws {
        #expect(throws: SharedStateError.notFounded(folder: state.folder.path("volatile"))) {
            try state.open(as: .member)
        }
        let shared = try state.open()
        let probe = try ProbeProcess(["join", state.folder.path])
        #expect(try probe.line() == "joined")
        withExtendedLifetime(shared) {}
    }

    @Test(arguments: [0, 3, 4096, 50_000])
    func `damaged limits and pictures are made anew`(_ count: Int) throws {
        let token = try found()
        let bytes = [UInt8](repeating: 0x41, count: count)
        try damage("volatile", bytes: bytes)
        try damage("cache", bytes: bytes)
        let shared = try state.open()
        #expect(try shared.cache.value(for: [1]) == nil)
        #expect(try shared.sessions.lookup(token, atSeconds: 1001)?.userID == 5)
    }

    @Test func `cut files of limits and pictures are made anew`() throws {
        _ = try found()
        for folder in ["volatile", "cache"] {
            let bytes = try state.folder.read(folder + "/data.mdb")
            try damage(folder, bytes: Array(bytes.prefix(12_288)))
        }
        let shared = try state.open()
        #expect(try shared.cache.value(for: [1]) == nil)
        try shared.cache.store([4], for: [2])
        #expect(try shared.cache.value(for: [2]) == [4])
    }

    @Test func `limits and pictures of another version are made anew`() throws {
        _ = try found()
        try setLayoutVersion(99, in: "volatile")
        try setLayoutVersion(99, in: "cache")
        #expect(try state.open().cache.value(for: [1]) == nil)
    }

    @Test func `damaged sessions are refused and left as they are`() throws {
        _ = try found()
        let garbage = [UInt8](repeating: 0x41, count: 50_000)
        try damage("durable", bytes: garbage)
        let folder = state.folder.path("durable")
        #expect(throws: SharedStateError.damaged(folder: folder)) { try state.open() }
        #expect(try state.folder.read("durable/data.mdb") == garbage)
        #expect("\(SharedStateError.damaged(folder: folder))".contains("restore it from a backup"))
    }

    @Test func `sessions of another version are refused and left as they are`() throws {
        let token = try found()
        try setLayoutVersion(1, in: "durable")
        let folder = state.folder.path("durable")
        #expect(throws: SharedStateError.otherVersion(folder: folder)) { try state.open() }
        try setLayoutVersion(StateFolder.layoutVersion, in: "durable")
        #expect(try state.open().sessions.lookup(token, atSeconds: 1001) != nil)
    }

    @Test func `a member makes nothing anew`() throws {
        _ = try found()
        try setLayoutVersion(99, in: "cache")
        #expect(throws: SharedStateError.otherVersion(folder: state.folder.path("cache"))) {
            try state.open(as: .member)
        }
        try damage("volatile", bytes: [UInt8](repeating: 0x41, count: 50_000))
        #expect(throws: SharedStateError.damaged(folder: state.folder.path("volatile"))) {
            try state.open(as: .member)
        }
    }

    /// Another process that still serves with the old files goes on with them.
    @Test func `making anew does not write over files that others have open`() throws {
        let shared = try state.open()
        let token = try shared.sessions.create(userID: 5, groupID: 1, atSeconds: 1000)
        let probe = try ProbeProcess(["count", state.folder.path, "1", "10"])
        #expect(try probe.line() == "written")
        let path = state.folder.path("volatile")
        let before = try FileIdentity.of(path: path + "/data.mdb")
        withExtendedLifetime(shared) {}
        _ = consume shared
        try setLayoutVersion(99, in: "volatile")
        let again = try state.open()
        #expect(try FileIdentity.of(path: path + "/data.mdb").inode != before.inode)
        #expect(try again.sessions.lookup(token, atSeconds: 1001) != nil)
        #expect(probe.isRunning)
    }

    @Test func `a cache that was in use when the machine went down is made anew`() throws {
        _ = try found()
        try state.folder.write("00000000-0000-0000-0000-000000000000", to: "cache/boot")
        #expect(try state.open().cache.value(for: [1]) == nil)
    }

    @Test func `a cache that was closed outlives the machine`() throws {
        let shared = try state.open()
        try shared.cache.store([1, 2, 3], for: [1])
        try shared.close()
        #expect(try state.folder.read("cache/boot") == Array("clean".utf8))
        _ = consume shared
        #expect(try state.open().cache.value(for: [1]) == [1, 2, 3])
        #expect(try state.folder.read("cache/boot") != Array("clean".utf8))
    }
}
