import Foundation
import Testing

@testable import HTTP

@Suite struct `Forms` {
    private func form(_ type: String?, _ body: String) throws -> FormFields {
        try form(type, Array(body.utf8))
    }

    private func form(_ type: String?, _ body: [UInt8]) throws -> FormFields {
        let fields = type.map { [(name: "Content-Type", value: $0)] } ?? []
        return try Request(
            method: .post,
            target: RequestTarget(path: "/", query: nil),
            fields: RequestFields(fields),
            body: body
        ).formFields()
    }

    private static let multipart = "multipart/form-data; boundary=abc"

    @Test func `fields come as they were sent, decoded once`() throws {
        let type = "application/x-www-form-urlencoded; charset=utf-8"
        let fields = try form(type, "a=1+2&b=%C3%BC&a=&c")
        #expect(fields.pairs.map(\.name) == ["a", "b", "a", "c"])
        #expect(fields["a"] == "1 2" && fields["b"] == "ü" && fields["c"] == "")
        #expect(fields.all("a") == ["1 2", ""] && fields["x"] == nil)
        #expect(try form(nil, "").pairs.isEmpty)
    }

    @Test func `fields in parts are the same fields`() throws {
        let body =
            "--abc\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--\r\n2\r\n"
            + "--abc  \r\ncontent-disposition: form-data; name=\"b\"\r\nContent-Type: text/plain\r\n"
            + "\r\nü\r\n--abc--\r\nrest"
        let fields = try form(Self.multipart, body)
        #expect(fields["a"] == "1\r\n--\r\n2" && fields["b"] == "ü" && fields.pairs.count == 2)
        #expect(try form("multipart/form-data; boundary=\"abc\"", body) == fields)
        let empty = "--abc\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--abc--"
        #expect(try form(Self.multipart, empty)["a"] == "")
    }

    @Test(arguments: [
        "", "--abc", "--abc\r\n", "--abcd\r\n", "--abc\r\n\r\nx\r\n--abc--",
        "--abc\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
        "--abc\r\nContent-Disposition: form-data; name=\"a\"\r\n--abc--",
        "--abc\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\"\r\n\r\nx\r\n--abc--",
        "--abc\r\nX: y\r\n\r\nx\r\n--abc--",
    ])
    func `broken parts are refused`(_ body: String) {
        #expect(throws: FormError.self) { try form(Self.multipart, body) }
    }

    @Test func `other bodies, other alphabets and too much are refused`() throws {
        #expect(throws: FormError.otherMediaType("text/plain")) { try form("text/plain", "a=1") }
        #expect(throws: FormError.otherMediaType("")) { try form(nil, "a=1") }
        let type = "application/x-www-form-urlencoded"
        #expect(throws: FormError.notUTF8) { try form(type, [0xFF]) }
        #expect(throws: FormError.malformed("an escape")) { try form(type, "a=%zz") }
        let many = String(repeating: "a&", count: QueryParameters.countMax + 1)
        #expect(throws: FormError.tooLarge(limit: "1000 fields")) { try form(type, many) }
        let part = "--abc\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n"
        #expect(throws: FormError.tooLarge(limit: "200 parts")) {
            try form(Self.multipart, String(repeating: part, count: 201) + "--abc--")
        }
        for boundary in ["", "\"\"", "a\tb", String(repeating: "x", count: 71)] {
            #expect(throws: FormError.malformed("no boundary")) {
                try form("multipart/form-data; boundary=" + boundary, "")
            }
        }
    }

    private static let corpus = URL(filePath: #filePath)
        .appending(path: "../../../fuzz/corpus/FuzzForm").standardizedFileURL

    /// The first byte says which kind of form the rest is.
    @Test func `every form of the fuzzer's corpus is read or refused`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path())
        #expect(names.count >= 4)
        for name in names {
            let file = try Data(contentsOf: Self.corpus.appending(path: name))
            let isMultipart = file.first == UInt8(ascii: "m")
            let type = isMultipart ? Self.multipart : "application/x-www-form-urlencoded"
            do {
                _ = try form(type, [UInt8](file.dropFirst()))
            } catch is FormError {
                continue
            }
        }
    }
}
