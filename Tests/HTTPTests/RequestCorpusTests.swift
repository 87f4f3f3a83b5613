import Foundation
import Testing

@testable import HTTP

/// What the fuzzer starts from, and what it found: read whole, byte by byte, and cut in two.
@Suite struct `Fuzz corpus of requests` {
    private static let folder = URL(filePath: #filePath)
        .appending(path: "../../../fuzz/corpus/FuzzRequestParser").standardizedFileURL

    private static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    }

    @Test(arguments: try files())
    func `pieces make no difference`(_ name: String) throws {
        let file = try Data(contentsOf: Self.folder.appending(path: name))
        let wire = [UInt8](file.dropFirst())
        let whole = outcomes(of: [wire])
        #expect(!whole.isEmpty)
        #expect(outcomes(of: wire.map { [$0] }) == whole)
        for cut in 1..<wire.count {
            #expect(outcomes(of: [Array(wire[..<cut]), Array(wire[cut...])]) == whole)
        }
    }

    private func outcomes(of pieces: [[UInt8]]) -> [String] {
        var reader = RequestReader(limits: RequestLimits(), peer: .local)
        var outcomes: [String] = []
        for piece in pieces {
            reader.append(piece)
            do throws(RequestError) {
                while let outcome = try next(&reader) {
                    outcomes += outcome.isEmpty ? [] : [outcome]
                }
            } catch {
                return outcomes + ["\(error.status.rawValue)"]
            }
        }
        return outcomes
    }

    private func next(_ reader: inout RequestReader) throws(RequestError) -> String? {
        switch try reader.next() {
        case .incomplete: nil
        case .expectsContinue, .upload, .part: ""
        case .request(let request):
            "\(request.method) \(request.target) \(request.fields.count) \(request.body)"
        }
    }
}
