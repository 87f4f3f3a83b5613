import Testing

@testable import Mail

@Suite struct `Messages` {
    private func message(
        from sender: String = "omero@example.org",
        to recipient: String = "anna@example.org",
        subject: String = "Hello",
        text: String = "One\n.two\n\n..three"
    ) throws(MailError) -> MailMessage {
        try MailMessage(
            from: sender,
            to: recipient,
            subject: subject,
            text: text,
            date: "Sun, 06 Nov 1994 08:49:37 GMT"
        )
    }

    @Test func `a text ends at its last line, whatever its lines begin with`() throws {
        let text = String(decoding: try message().bytes, as: UTF8.self)
        #expect(text.hasPrefix("From: omero@example.org\r\nTo: anna@example.org\r\n"))
        #expect(text.hasSuffix("\r\n\r\nOne\r\n..two\r\n\r\n...three\r\n.\r\n"))
        #expect(text.components(separatedBy: "\r\n.\r\n") == 2)
    }

    @Test(arguments: [
        "", "anna", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "<a@b>", "a@b,c",
        "\u{e4}@b",
        "a@b\n", String(repeating: "a", count: 254) + "@b",
    ])
    func `an address that would not stay in its place is refused`(address: String) {
        #expect(throws: MailError.invalid(name: "recipient")) { try message(to: address) }
        #expect(throws: MailError.invalid(name: "sender")) { try message(from: address) }
    }

    @Test func `a subject of two lines and a text that is no plain ASCII are refused`() {
        #expect(throws: MailError.invalid(name: "subject")) { try message(subject: "a\r\nBcc: b") }
        for text in ["\r", "a\r\n.\r\n", "ä", String(repeating: "a", count: 999)] {
            #expect(throws: MailError.invalid(name: "text")) { try message(text: text) }
        }
    }
}

extension String {
    fileprivate func components(separatedBy text: String) -> Int {
        var count = 1
        var rest = self[...]
        while let found = rest.firstRange(of: text) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }
}
