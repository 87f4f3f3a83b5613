/// What a client says next (RFC 5321): a value that is told each reply.
struct SMTPConversation {
    private enum Step {
        case greeting, hello, sender, recipient, data, text, farewell
    }

    private let message: MailMessage
    private var step = Step.greeting

    init(_ message: MailMessage) { self.message = message }

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
            return try go(
                to: .recipient,
                if: 250,
                reply,
                "MAIL FROM",
                "RCPT TO:<\(message.recipient)>"
            )
        case .recipient:
            return try go(to: .data, if: 250, reply, "RCPT TO", "DATA")
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
