import TestSupport
import Testing

@testable import Mail

@Suite struct `A letter to many` {
    private func send(
        _ receiver: MailReceiver,
        to count: Int,
        copies: [String] = []
    ) throws -> Mailing.Delivery {
        let relay = MailRelay(host: "127.0.0.1", port: receiver.port)
        let mailing = Mailing(relay, from: try #require(MailAddress("omero@x")))
        let letter = Mailing.Letter(
            subject: "s",
            text: "t",
            date: "today",
            copies: try copies.map { try #require(MailAddress($0)) }
        )
        let hidden = try (0..<count).map { try #require(MailAddress("user\($0)@x")) }
        return try mailing.send(letter, to: hidden)
    }

    @Test func `goes in envelopes that every relay takes, and names none of their recipients`()
        throws
    {
        let receiver = try MailReceiver()
        let delivery = try send(receiver, to: 250, copies: ["cc@x"])
        #expect(delivery.taken.count == 251 && delivery.refused.isEmpty && delivery.failure == nil)
        #expect(receiver.letters.map(\.recipients.count) == [100, 100, 51])
        let everybody = receiver.letters.flatMap(\.recipients)
        #expect(everybody == ["cc@x"] + (0..<250).map { "user\($0)@x" })
        #expect(receiver.letters.allSatisfy { !$0.text.contains("user") })
        #expect(receiver.letters.allSatisfy { $0.text.contains("\r\nCc: cc@x\r\n") })
    }

    @Test func `reaches the others when the relay does not know some of them`() throws {
        let receiver = try MailReceiver(refusing: ["user0@x", "user2@x"])
        let delivery = try send(receiver, to: 3)
        #expect(delivery.taken.map(\.description) == ["user1@x"] && delivery.failure == nil)
        #expect(delivery.refused.map(\.address.description) == ["user0@x", "user2@x"])
        #expect(delivery.refused.map(\.reply) == ["550 unknown", "550 unknown"])
        let nobody = try send(MailReceiver(refusing: ["user0@x"]), to: 1)
        #expect(nobody.taken.isEmpty && nobody.refused.count == 1 && nobody.failure == nil)
    }

    @Test func `stops at an envelope that is not taken, and tells who has the letter`() throws {
        let delivery = try send(MailReceiver(letterMax: 1), to: 150)
        #expect(delivery.taken.count == 100 && delivery.refused.isEmpty)
        #expect(delivery.failure == .refused(command: "the text", reply: "452 full"))
    }
}
