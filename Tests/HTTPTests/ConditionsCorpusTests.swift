import Foundation
import Testing

@testable import HTTP

/// What the fuzzer of ranges and conditions starts from, and what it found.
@Suite struct `Fuzz corpus of conditions` {
    private static let folder = URL(filePath: #filePath)
        .appending(path: "../../../fuzz/corpus/FuzzConditions").standardizedFileURL

    private static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    }

    @Test(arguments: try files())
    func `a range lies in what there is, and conditions agree with GET and HEAD`(
        _ name: String
    ) throws {
        let text = String(
            decoding: try Data(contentsOf: Self.folder.appending(path: name)),
            as: UTF8.self
        )
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for byteCount in [0, 1, 1000, Int.max] {
            if case .part(let range) = ByteRange(lines.first, of: byteCount) {
                #expect(!range.isEmpty && range.upperBound <= byteCount)
            }
        }
        let names = ["Range", "If-Range", "If-None-Match", "If-Match", "If-Modified-Since"]
        let fields = zip(names, lines).filter { !$1.isEmpty }.map { (name: $0, value: $1) }
        let validators = Validators(EntityTag("abc"), modifiedSeconds: 784_111_777)
        let verdicts = [Method.get, .head].map { method in
            Preconditions.verdict(
                Request(
                    method: method,
                    target: RequestTarget(path: "/", query: nil),
                    fields: RequestFields(fields)
                ),
                validators
            )
        }
        #expect(verdicts[0] == verdicts[1])
    }
}
