import Kernel
import TestSupport
import Testing

@testable import Mail

@Suite struct `A relay` {
    private func message() throws -> MailMessage {
        let heads = try MailMessage.Heads(
            from: #require(MailAddress("a@b")),
            to: [#require(MailAddress("c@d"))]
        )
        return try MailMessage(heads, subject: "s", text: "t", date: "today")
    }

    @Test func `nobody who listens is an error, and so is one who says nothing`() throws {
        let any = try SocketAddress(host: "127.0.0.1", port: 0)
        let listener = try Listener(address: any, backlog: 1)
        let relay = MailRelay(host: "localhost", port: try listener.address().port)
        #expect(throws: MailError.timedOut) { try relay.send(message(), withinSeconds: 0.2) }
        let nowhere = MailRelay(host: "127.0.0.1", port: 1)
        let error = #expect(throws: MailError.self) { try nowhere.send(message()) }
        #expect(error?.description.hasPrefix("the relay cannot be reached") == true)
    }
}
