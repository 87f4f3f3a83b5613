/// An address that stays in its place in commands and heads: plain ASCII, without quotes and comments.
package struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    private let text: String

    /// Longest address (RFC 5321 §4.5.3.1.3).
    private static let bytesMax = 254

    /// Nil for what is none.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let forbidden = Array("<>()[]\\,;:\" ".utf8)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), MailText.isLine(text),
            text.utf8.count <= Self.bytesMax, !text.utf8.contains(where: forbidden.contains)
        else { return nil }
        self.text = text
    }

    package var description: String { text }

    /// The same for addresses that differ in case alone, which lead to one mailbox wherever people live.
    package var mailbox: String { text.lowercased() }
}
