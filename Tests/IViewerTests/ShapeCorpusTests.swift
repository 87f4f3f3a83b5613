import Foundation
import HTTP
import Repository
import TestSupport
import Testing

@testable import IViewer

/// The seeds of a fuzzer: files `seed-…` are sound, others need not be.
@Suite struct `Fuzz corpus of saved regions` {
    @Test func `every body is read or refused, and the seeds are read`() throws {
        let folder = PackageFolder.path + "/fuzz/corpus/FuzzShapeJSON"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names.count { $0.hasPrefix("seed-") } >= 2)
        for name in names {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)))
            do throws(Refusal) {
                let saved = try SavedRegions(bytes)
                #expect(saved.changes.count > 0, "\(name)")
                #expect(name.hasPrefix("seed-"), "\(name)")
            } catch {
                #expect(error.status == .badRequest)
                #expect(!name.hasPrefix("seed-"), "\(name): \(error)")
            }
        }
    }
}
