/// Paths that mean the same in a URL, a cookie and the front server's configuration.
enum PlainPath {
    /// Whether there are only slashes and the unreserved characters of RFC 3986 §2.3.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || "/-._~".utf8.contains(byte)
        }
    }

    /// Whether the path starts at the root, is plain, has no empty part, and goes nowhere up.
    static func isValid(_ text: String) -> Bool {
        text.hasPrefix("/") && isPlain(text) && !text.contains("//")
            && !text.split(separator: "/").contains { $0 == "." || $0 == ".." }
    }
}
