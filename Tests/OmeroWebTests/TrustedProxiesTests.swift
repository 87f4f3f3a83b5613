import HTTP
import Testing

@testable import OmeroWeb

@Suite struct `Trusted proxies` {
    private let proxies = TrustedProxies(["10.0.0.1", "::1", "unix"])
    private let proxy = PeerAddress.ipv4(0x0A00_0001, port: 5)

    private func client(_ forwarded: [String], from peer: PeerAddress) -> PeerAddress {
        let fields = forwarded.map { (name: "X-Forwarded-For", value: $0) }
        return proxies.client(
            of: Request(
                method: .get,
                target: RequestTarget(path: "/"),
                fields: RequestFields(fields),
                peer: peer
            )
        )
    }

    @Test func `only a trusted peer is believed`() {
        let stranger = PeerAddress.ipv4(0x0A00_0002, port: 5)
        #expect(client(["1.2.3.4"], from: stranger) == stranger)
        #expect(client([], from: proxy) == proxy)
        for peer in [proxy, .ipv6(0, 1, port: 9), .local] {
            #expect(client(["1.2.3.4"], from: peer) == .ipv4(0x0102_0304, port: 0))
        }
        let alone = TrustedProxies([])
        let request = Request(
            method: .get,
            target: RequestTarget(path: "/"),
            fields: RequestFields([(name: "X-Forwarded-For", value: "1.2.3.4")]),
            peer: .local
        )
        #expect(alone.client(of: request) == .local)
    }

    @Test func `of several entries the last one counts, in one field or in several`() {
        #expect(client(["9.9.9.9, 1.2.3.4"], from: proxy) == .ipv4(0x0102_0304, port: 0))
        #expect(client(["9.9.9.9 ,\t1.2.3.4 "], from: proxy) == .ipv4(0x0102_0304, port: 0))
        #expect(client(["9.9.9.9", "1.2.3.4"], from: proxy) == .ipv4(0x0102_0304, port: 0))
    }

    @Test func `addresses of version 6 are understood`() {
        let expected = PeerAddress.ipv6(0x2001_0DB8_0000_0000, 0x1, port: 0)
        #expect(client(["2001:db8::1"], from: proxy) == expected)
    }

    @Test(arguments: ["", ",", "unknown", "1.2.3.4,", "1.2.3", "a.example", "1.2.3.4:80", "%"])
    func `what is no address leaves the proxy's own`(text: String) {
        #expect(client([text], from: proxy) == proxy)
    }
}
