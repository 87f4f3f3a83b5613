/// A message of plain ASCII text to one recipient.
package struct MailMessage: Sendable, Equatable {
    let sender: String
    let recipient: String
    private let subject: String
    private let text: String
    private let date: String

    /// Longest address (RFC 5321 §4.5.3.1.3).
    private static let addressBytesMax = 254
    /// Longest line without its end (RFC 5322 §2.1.1).
    private static let lineBytesMax = 998

    /// `date` is written as in HTTP, which is a form of RFC 5322 as well.
    ///
    /// - Throws: `invalid` for addresses and texts that would not stay in their place.
    package init(
        from sender: String,
        to recipient: String,
        subject: String,
        text: String,
        date: String
    ) throws(MailError) {
        guard Self.isAddress(sender) else { throw .invalid(name: "sender") }
        guard Self.isAddress(recipient) else { throw .invalid(name: "recipient") }
        guard Self.isLine(subject), Self.isLine(date) else { throw .invalid(name: "subject") }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.allSatisfy({ Self.isLine(String($0)) }) else { throw .invalid(name: "text") }
        self.sender = sender
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.date = date
    }

    /// Head and text as SMTP takes them after DATA, with the line that ends them (RFC 5321 §4.5.2).
    var bytes: [UInt8] {
        let head = [
            "From: \(sender)", "To: \(recipient)", "Subject: \(subject)", "Date: \(date)",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=us-ascii",
            "Auto-Submitted: auto-generated", "",
        ]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let whole = (head + lines).map { $0.hasPrefix(".") ? "." + $0 : $0 } + [".", ""]
        return Array(whole.joined(separator: "\r\n").utf8)
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let forbidden = Array("<>()[]\\,;:\" ".utf8)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && isLine(text)
            && text.utf8.count <= addressBytesMax && !text.utf8.contains(where: forbidden.contains)
    }

    private static func isLine(_ text: String) -> Bool {
        text.utf8.count <= lineBytesMax && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
