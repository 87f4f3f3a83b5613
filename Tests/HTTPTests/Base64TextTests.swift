import Testing

@testable import HTTP

@Suite struct `Base 64` {
    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `is written as the standard has it`(_ text: String, _ encoded: String) {
        #expect(String(decoding: Base64Text.encode(Array(text.utf8)), as: UTF8.self) == encoded)
    }
}
