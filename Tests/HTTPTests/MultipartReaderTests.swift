import Testing

@testable import HTTP

@Suite struct `Forms in parts, piece by piece` {
    private static let form =
        "preamble\r\n--abc\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n7\r\n"
        + "--abc\r\nContent-Disposition: form-data; name=\"f\"; filename=\"C:\\a\\b; \\\"c\\\".txt\"\r\n"
        + "Content-Type: text/plain\r\n\r\none\r\n--ab\r\n\r\n--abctwo\r\n--abc \t\r\n"
        + "content-disposition: form-data; NAME=e; filename=\"\"\r\n\r\n\r\n--abc--\r\nmore"

    private static let whole = form.replacing("\r\n--abctwo", with: "\r\n-abctwo")

    /// Names, files, types and contents, and whether the end was read.
    private func read(_ form: String, piece: Int) throws -> (parts: [String], isWhole: Bool) {
        var reader = MultipartReader(boundary: "abc")
        var rest = Array(form.utf8)[...]
        var parts: [String] = []
        while true {
            switch try reader.next() {
            case .part(let head):
                parts.append("\(head.name)|\(head.fileName ?? "-")|\(head.mediaType ?? "-")|")
            case .content(let bytes):
                parts[parts.count - 1] += String(decoding: bytes, as: UTF8.self)
            case .endOfPart: parts[parts.count - 1] += "."
            case .end: return (parts, true)
            case .incomplete:
                guard !rest.isEmpty else { return (parts, false) }
                reader.append(Array(rest.prefix(piece)))
                rest = rest.dropFirst(piece)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 10_000])
    func `pieces make no difference`(_ piece: Int) throws {
        let expected = [
            "image|-|-|7.", "f|b; \"c\".txt|text/plain|one\r\n--ab\r\n\r\n--abctwo.", "e||-|.",
        ]
        let found = try read(Self.whole, piece: piece)
        #expect(found.isWhole)
        #expect(found.parts == expected.map { $0.replacing("\r\n--abctwo", with: "\r\n-abctwo") })
    }

    @Test func `a form that ends early has no end`() throws {
        for count in 0..<200 {
            #expect(try !read(String(Self.whole.prefix(count)), piece: 50).isWhole)
        }
    }

    @Test func `a boundary with something behind it is none`() throws {
        #expect(throws: FormError.malformed("a boundary is followed by something else")) {
            try read(Self.form, piece: 100)
        }
    }

    @Test func `the window stays as small as its pieces, whatever is in front of the form`() throws
    {
        var reader = MultipartReader(boundary: "abc")
        for _ in 0..<1000 {
            reader.append([UInt8](repeating: 0x2D, count: 1000))
            #expect(try reader.next() == .incomplete)
        }
        reader.append(Array("\r\n--abc--".utf8))
        #expect(try reader.next() == .end)
    }

    @Test func `heads that are too long or too many, and names that are missing, are refused`() {
        let head = "--abc\r\nX: \(String(repeating: "x", count: 5000))\r\n\r\n"
        #expect(throws: FormError.tooLarge(limit: "4096 bytes in the head of a part")) {
            try read(head, piece: 100)
        }
        for bad in ["X: y", "Content-Disposition: form-data; filename=\"f\"", "no colon"] {
            #expect(throws: FormError.malformed("a part without a name")) {
                try read("--abc\r\n\(bad)\r\n\r\nx\r\n--abc--", piece: 100)
            }
        }
    }
}
