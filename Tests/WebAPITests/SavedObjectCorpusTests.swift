import Foundation
import HTTP
import Repository
import TestSupport
import Testing

@testable import WebAPI

/// The seeds of a fuzzer: files `seed-…` are sound, others need not be.
@Suite struct `Fuzz corpus of saved objects` {
    private func files() throws -> [(name: String, bytes: [UInt8])] {
        let folder = PackageFolder.path + "/fuzz/corpus/FuzzSavedObject"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            (name, [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name))))
        }
    }

    @Test func `every object is read or refused, and the seeds are read`() throws {
        let files = try files()
        #expect(files.count { $0.name.hasPrefix("seed-") } >= 4)
        for (name, bytes) in files {
            let line = bytes.prefix { $0 != 0x0A }
            let request = Request(
                method: .post,
                target: RequestTarget(path: "/", query: String(decoding: line, as: UTF8.self)),
                body: Array(bytes.dropFirst(line.count + 1))
            )
            let read = [true, false].filter { isNew in
                do {
                    return try !SavedObject(request, isNew: isNew).texts.name.isEmpty
                } catch {
                    #expect(error is Refusal || error is QueryError)
                    return false
                }
            }
            #expect(read.isEmpty != name.hasPrefix("seed-"), "\(name)")
        }
    }
}
