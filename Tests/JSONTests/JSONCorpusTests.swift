import Foundation
import JSON
import TestSupport
import Testing

/// The documents of JSONTestSuite: `y_` is read, `n_` refused, `i_` either.
@Suite(.enabled(if: TestData.isPresent, "\(TestData.absent)"))
struct `JSON documents of others` {
    private func names(_ prefix: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: TestData.path("bad/json"))
            .filter { $0.contains(prefix) }
    }

    private func document(_ name: String) throws -> JSONValue? {
        let data = try Data(contentsOf: URL(filePath: TestData.path("bad/json/" + name)))
        return JSONReader.document(Array(data))
    }

    @Test func `what is no JSON is refused`() throws {
        let names = try names("n_")
        #expect(names.count > 150)
        for name in names { #expect(try document(name) == nil, "\(name)") }
    }

    @Test func `what readers disagree about is read or refused`() throws {
        for name in try names("i_") { _ = try document(name) }
    }
}
