import TestSupport
import Testing

@testable import Mail

@Suite struct `Messages` {
    private static let omero = "omero@example.org"

    private func message(
        _ copies: [String] = [],
        to recipients: [String] = ["anna@example.org"],
        envelope: [String]? = nil,
        subject: String = "Hello",
        text: String = "One\n.two\n\n..three"
    ) throws -> String {
        func addresses(_ texts: [String]) throws -> [MailAddress] {
            try texts.map { try #require(MailAddress($0)) }
        }
        let message = try MailMessage(
            .init(
                from: #require(MailAddress(Self.omero)),
                to: addresses(recipients),
                copies: addresses(copies)
            ),
            subject: subject,
            text: text,
            date: "Sun, 06 Nov 1994 08:49:37 GMT",
            envelope: envelope.map(addresses)
        )
        return String(decoding: message.bytes, as: UTF8.self)
    }

    @Test func `a text ends at its last line, whatever its lines begin with`() throws {
        let text = try message()
        #expect(text.hasPrefix("From: omero@example.org\r\nTo: anna@example.org\r\n"))
        #expect(text.hasSuffix("\r\n\r\nOne\r\n..two\r\n\r\n...three\r\n.\r\n"))
        #expect(text.ranges(of: "\r\n.\r\n").count == 1)
    }

    @Test(arguments: [
        "", "anna", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "<a@b>", "a@b,c",
        "\u{e4}@b",
        "a@b\n", String(repeating: "a", count: 254) + "@b",
    ])
    func `an address that would not stay in its place is none`(address: String) {
        #expect(MailAddress(address) == nil)
    }

    @Test(arguments: ["a\r\nBcc: b@c", "a\nb", "a\rb", "a\u{0}b", "ä\u{85}b"])
    func `a subject of more than one line is refused`(subject: String) {
        #expect(throws: MailError.invalid(name: "subject")) { try message(subject: subject) }
    }

    @Test func `no head names those who are in the envelope alone`() throws {
        let text = try message(["cc@x", "dd@x"], to: [], envelope: ["bea@x", "cc@x"])
        #expect(text.contains("\r\nTo: undisclosed-recipients:;\r\nCc: cc@x,\r\n dd@x\r\nSubject"))
        #expect(!text.contains("bea"))
    }

    /// Python's `email.header.make_header(decode_header(…))` reads the same from these.
    @Test func `a subject that is no plain ASCII is encoded, in words of whole characters`() throws
    {
        #expect(try message(subject: "Grüße").contains("\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\n"))
        #expect(try message(subject: "=?x").contains("\r\nSubject: =?utf-8?B?PT94?=\r\n"))
        let long = try message(subject: String(repeating: "a€", count: 100))
        let start = try #require(long.firstRange(of: "Subject: "))
        let lines = long[start.lowerBound...].split(separator: "\r\n").prefix { $0.contains("=?") }
        #expect(lines.count == 11 && lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" =?utf-8?B?") })
    }

    @Test func `a text that is no plain ASCII, or has long lines, is encoded`() throws {
        let text = try message(text: "ä\n.\nb")
        #expect(text.contains("charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"))
        #expect(text.hasSuffix("\r\n\r\nw6QNCi4NCmI=\r\n.\r\n"))
        let long = try message(text: String(repeating: "a", count: 999))
        #expect(long.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(try message(text: String(repeating: "a", count: 998)).contains("us-ascii"))
    }
}
