import HTTP

/// How texts stand in a message: as they are where that is plain ASCII, else as UTF-8 in base 64.
enum MailText {
    /// Longest line without its end (RFC 5322 §2.1.1).
    private static let lineBytesMax = 998
    /// Bytes of a text in one encoded word, which then ends before the 76th column of its line.
    private static let wordBytesMax = 39
    /// Bytes in one line of base 64, which makes 76 characters of them (RFC 2045 §6.8).
    private static let encodedLineBytes = 57

    /// Whether a text is printable ASCII that ends nowhere but at its end.
    static func isLine(_ text: String) -> Bool {
        text.utf8.count <= lineBytesMax && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    /// A subject in its head; what could be taken for an encoded word is encoded as well (RFC 2047).
    static func subject(_ text: String) -> String {
        let isPlain = isLine(text) && !text.contains("=?") && text.first != " " && text.last != " "
        guard !isPlain else { return text }
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > wordBytesMax { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { word in
            "=?utf-8?B?" + String(decoding: Base64Text.encode(word), as: UTF8.self) + "?="
        }.joined(separator: "\r\n ")
    }

    /// The lines of a text, with the heads that tell how to read them.
    static func body(_ text: String) -> (heads: [String], lines: [String]) {
        let lines = text.unicodeScalars.split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).map { String($0) }
        if lines.allSatisfy(isLine) {
            return (["Content-Type: text/plain; charset=us-ascii"], lines)
        }
        let heads = [
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
        ]
        return (heads, encoded(Array(lines.joined(separator: "\r\n").utf8)))
    }

    private static func encoded(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: encodedLineBytes).map { start in
            let line = Array(bytes[start..<min(start + encodedLineBytes, bytes.count)])
            return String(decoding: Base64Text.encode(line), as: UTF8.self)
        }
    }
}
