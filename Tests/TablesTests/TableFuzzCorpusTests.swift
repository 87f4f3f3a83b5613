import Foundation
import TestSupport
import Testing

@testable import Tables

/// The seeds of the fuzzers and what they found: tables and queries `seed-…` are sound.
@Suite struct `Fuzz corpus of tables` {
    private func files(_ target: String) throws -> [(name: String, bytes: [UInt8])] {
        let folder = PackageFolder.path + "/fuzz/corpus/" + target
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            (name, [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name))))
        }
    }

    @Test func `every table is read or refused, and the seeds are read`() throws {
        let files = try files("FuzzTable")
        #expect(files.count >= 2)
        for (name, bytes) in files {
            do {
                let table = try TableFile(TableBytes(bytes, named: name))
                for group in 0..<table.groupCount {
                    for column in table.columns.indices {
                        let cells = try table.values(ofColumn: column, group: group)
                        #expect(cells.count == table.rows(ofGroup: group).count)
                    }
                }
            } catch let error as TableError {
                #expect(!name.hasPrefix("seed-"), "\(name): \(error)")
            }
        }
    }

    @Test func `every query is a condition or is refused, and the seeds are conditions`() throws {
        let files = try files("FuzzTableQuery")
        #expect(files.count >= 5)
        for (name, bytes) in files {
            let query = String(decoding: bytes, as: UTF8.self)
            do {
                _ = try Condition.reading(query, TableUnderTest.columns)
            } catch {
                #expect(!name.hasPrefix("seed-"), "\(name): \(error)")
            }
        }
    }

    /// With `OMERO_WRITE_SEEDS` set, writes the seed anew.
    @Test func `the seed is what the writer makes`() throws {
        let bytes = try TableUnderTest(rows: 12, group: 6).bytes()
        let path = PackageFolder.path + "/fuzz/corpus/FuzzTable/seed-two-groups"
        if ProcessInfo.processInfo.environment["OMERO_WRITE_SEEDS"] != nil {
            try Data(bytes).write(to: URL(filePath: path))
        }
        #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == bytes)
    }
}
