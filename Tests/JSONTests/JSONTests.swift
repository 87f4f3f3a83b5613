import JSON
import Testing

@testable import JSON

@Suite struct `JSON document` {
    @Test(arguments: [
        #"["a", 1, -2.5e+3, true, false, null, {"k": ["v"], "l": {}}]"#, "[]", "{}", #""""#, "0",
        #""\"\\\n\t\u0001é""#,
    ])
    func `a document is read and written as it was`(_ text: String) {
        #expect(JSONReader.document(text)?.text(.spaced) == text)
    }

    @Test func `escapes are read, pairs of surrogates among them`() {
        #expect(JSONReader.document(#""\u00e9\/\ud83d\ude00\b""#)?.string == "é/😀\u{8}")
    }

    @Test(arguments: [
        "", "[", "[1,]", "[1 2]", "{\"a\"}", "{a: 1}", "{\"a\":1,}", "01", "1.", "-", "+1", ".5",
        "1e", "tru", "nul", "'a'", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\n\"", "[1] 2", "NaN",
    ])
    func `what is no document is refused`(_ text: String) {
        #expect(JSONReader.document(text) == nil)
    }

    @Test func `nesting has a limit`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(JSONReader.document(nested(JSONReader.depthMax)) != nil)
        #expect(JSONReader.document(nested(JSONReader.depthMax + 1)) == nil)
        #expect(JSONReader.document(nested(100_000)) == nil)
    }

    @Test func `the order of members does not count, that of elements does`() {
        #expect(JSONReader.document(#"{"a":1,"b":2}"#) == JSONReader.document(#"{"b":2,"a":1}"#))
        #expect(JSONReader.document("[1,2]") != JSONReader.document("[2,1]"))
    }
}
