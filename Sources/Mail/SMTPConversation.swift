/// What a client says next (RFC 5321): a value that is told each reply.
struct SMTPConversation {
    private enum Step {
        case greeting, hello, sender, recipient, data, text, farewell
    }

    private let message: MailMessage
    private var step = Step.greeting
    /// Those who are still to be named, the next one first.
    private var rest: ArraySlice<MailAddress>
    /// Those for whom the relay does not take the message.
    private(set) var refused: [RefusedRecipient] = []

    init(_ message: MailMessage) {
        self.message = message
        rest = message.recipients[...]
    }

    /// The bytes to send after a reply; nil when all is said.
    ///
    /// - Throws: `refused` when the reply is another than the one that leads on.
    mutating func next(after reply: SMTPReply) throws(MailError) -> [UInt8]? {
        switch step {
        case .greeting:
            return try go(to: .hello, if: 220, reply, "the greeting", "EHLO omero-web")
        case .hello:
            return try go(to: .sender, if: 250, reply, "EHLO", "MAIL FROM:<\(message.sender)>")
        case .sender:
            let line = "RCPT TO:<\(rest.first?.description ?? "")>"
            return try go(to: .recipient, if: 250, reply, "MAIL FROM", line)
        case .recipient:
            return try nextRecipient(after: reply)
        case .data:
            _ = try go(to: .text, if: 354, reply, "DATA", "")
            return message.bytes
        case .text:
            return try go(to: .farewell, if: 250, reply, "the text", "QUIT")
        case .farewell:
            // The message is the relay's by now, whatever it says.
            return nil
        }
    }

    /// Whether the relay has taken the message.
    var isTaken: Bool { step == .farewell }

    /// One recipient more or less is no reason to keep the message from the others.
    private mutating func nextRecipient(after reply: SMTPReply) throws(MailError) -> [UInt8] {
        // The relay is about to end the conversation (RFC 5321 §3.8).
        guard reply.code != 421, let named = rest.popFirst() else {
            throw .refused(command: "RCPT TO", reply: reply.text)
        }
        if !Self.accepted.contains(reply.code) {
            refused.append(RefusedRecipient(address: named, reply: reply.text))
        }
        if let next = rest.first { return Array("RCPT TO:<\(next)>\r\n".utf8) }
        guard refused.count < message.recipients.count else { throw .noRecipient(refused) }
        step = .data
        return Array("DATA\r\n".utf8)
    }

    /// Here, or passed on elsewhere (RFC 5321 §4.3.2).
    private static let accepted = [250, 251]

    private mutating func go(
        to next: Step,
        if code: Int,
        _ reply: SMTPReply,
        _ command: String,
        _ line: String
    ) throws(MailError) -> [UInt8] {
        guard reply.code == code else { throw .refused(command: command, reply: reply.text) }
        step = next
        return Array((line + "\r\n").utf8)
    }
}

/// A reply of one or more lines, of which the last has a blank behind its code.
struct SMTPReply: Equatable {
    let code: Int
    /// The last line without its code, printable, for messages to operators.
    let text: String

    /// Longest reply that is read.
    static let bytesMax = 16 << 10

    /// Takes one reply off the front of what came; nil while it is incomplete.
    init?(from bytes: inout [UInt8]) throws(MailError) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end].filter { (0x20...0x7E).contains($0) }
            rest = rest[(end + 1)...]
            let words = String(decoding: line, as: UTF8.self)
            guard line.count >= 3, let code = Int(words.prefix(3)), (200...599).contains(code)
            else { throw .refused(command: "SMTP", reply: String(words.prefix(100))) }
            if words.dropFirst(3).first == "-" { continue }
            self.code = code
            text = String(words.prefix(200))
            bytes = Array(rest)
            return
        }
        guard bytes.count <= Self.bytesMax else {
            throw .refused(command: "SMTP", reply: "more than \(Self.bytesMax) bytes")
        }
        return nil
    }
}
