import HTTP
import Testing

@testable import OmeroWeb

@Suite struct `Trusted proxies` {
    private let proxies = TrustedProxies(["127.0.0.1", "::1"])
    private let loopback = PeerAddress.ipv4(0x7F00_0001, port: 40_000)
    private let elsewhere = PeerAddress.ipv4(0xC000_0201, port: 40_000)

    private func client(_ peer: PeerAddress, _ forwarded: String?) -> PeerAddress {
        let fields = forwarded.map { [(name: "X-Forwarded-For", value: $0)] } ?? []
        return proxies.client(
            of: Request(
                method: .get,
                target: RequestTarget(path: "/"),
                fields: RequestFields(fields),
                peer: peer
            )
        )
    }

    @Test func `the last address a trusted proxy names is the client's`() {
        #expect(client(loopback, "203.0.113.9, 198.51.100.7") == .ipv4(0xC633_6407, port: 0))
        #expect(client(loopback, "2001:db8::1") == .ipv6(0x2001_0DB8_0000_0000, 1, port: 0))
    }

    @Test func `others may say what they like`() {
        #expect(client(elsewhere, "203.0.113.9") == elsewhere)
    }

    @Test(arguments: [nil, "", "unknown", "203.0.113.9, nonsense", "256.1.1.1"])
    func `without a usable address the proxy itself is the client`(_ forwarded: String?) {
        #expect(client(loopback, forwarded) == loopback)
    }
}
