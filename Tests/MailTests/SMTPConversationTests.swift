import Testing

@testable import Mail

@Suite struct `A conversation with a relay` {
    private let message: MailMessage

    init() throws {
        let heads = try MailMessage.Heads(
            from: #require(MailAddress("a@b")),
            to: [#require(MailAddress("c@d"))]
        )
        message = try MailMessage(heads, subject: "s", text: "t", date: "today")
    }

    private func reply(_ text: String) throws -> SMTPReply {
        var bytes = Array(text.utf8)
        return try #require(try SMTPReply(from: &bytes))
    }

    /// What is said after each reply.
    private func said(after replies: [String]) throws -> [String] {
        var conversation = SMTPConversation(message)
        return try replies.map { text in
            let bytes = try #require(try conversation.next(after: reply(text)))
            return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        }
    }

    private static let good = [
        "220 relay\r\n", "250-relay\r\n250 SIZE 1000\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n",
        "250 queued\r\n",
    ]

    @Test func `each reply leads to the next command`() throws {
        #expect(
            try said(after: Self.good) == [
                "EHLO omero-web", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "From: a@b", "QUIT",
            ]
        )
    }

    @Test func `a reply that leads nowhere ends it, and is told`() throws {
        for index in Self.good.indices {
            let replies = Self.good[..<index] + ["550 no such user\r\n"]
            let error = #expect(throws: MailError.self) { try said(after: Array(replies)) }
            #expect(error?.description.hasSuffix("'550 no such user'") == true)
        }
    }

    @Test func `a message counts as taken when the relay says so, and not before`() throws {
        var conversation = SMTPConversation(message)
        for text in Self.good {
            #expect(!conversation.isTaken)
            _ = try conversation.next(after: reply(text))
        }
        #expect(conversation.isTaken)
    }

    @Test func `replies come in pieces, and several at once`() throws {
        let whole = Array("250-a\r\n250-b\r\n250 c\r\n354 d\r\n".utf8)
        for cut in whole.indices {
            var bytes = Array(whole[..<cut])
            var replies: [SMTPReply] = []
            for part in [[], Array(whole[cut...])] {
                bytes += part
                while let reply = try SMTPReply(from: &bytes) { replies.append(reply) }
            }
            #expect(replies.map(\.code) == [250, 354])
            #expect(replies.first?.text == "250 c")
        }
    }

    @Test(arguments: ["\r\n", "HTTP/1.1 400\r\n", "999 x\r\n", "25\r\n", "-50 x\r\n"])
    func `what is no reply is refused`(text: String) {
        var bytes = Array(text.utf8)
        #expect(throws: MailError.self) { try SMTPReply(from: &bytes) }
    }

    @Test func `a reply without an end is not read for ever`() {
        var bytes = [UInt8](repeating: UInt8(ascii: "2"), count: SMTPReply.bytesMax + 1)
        #expect(throws: MailError.self) { try SMTPReply(from: &bytes) }
        var lines = Array(String(repeating: "250-a\r\n", count: SMTPReply.bytesMax / 7 + 1).utf8)
        #expect(throws: MailError.self) { try SMTPReply(from: &lines) }
    }
}
