import HTTP
import Kernel

/// The front servers whose word about the client's address counts.
struct TrustedProxies: Sendable {
    private let hosts: Set<SocketAddress.Host>
    private let trustsLocal: Bool

    /// Numeric addresses; `unix` stands for sockets in the file system.
    init(_ names: [String]) {
        trustsLocal = names.contains("unix")
        hosts = Set(names.compactMap(Self.host))
    }

    /// The address at the other end, or the last one a trusted proxy names.
    ///
    /// Only the last entry of X-Forwarded-For was written by the proxy; those before it can be anything.
    /// Some proxies add a field of their own behind the client's, so the last field counts.
    func client(of request: Request) -> PeerAddress {
        guard trusts(request.peer), let list = request.fields.values("X-Forwarded-For").last else {
            return request.peer
        }
        let last = list.split(separator: ",", omittingEmptySubsequences: false).last ?? ""
        switch Self.host(Self.trimmed(last)) {
        case .ipv4(let address): return .ipv4(address, port: 0)
        case .ipv6(let high, let low): return .ipv6(high, low, port: 0)
        case .local, nil: return request.peer
        }
    }

    /// Whether the client speaks to the proxy by TLS, which the proxy says; nobody else does here.
    func isSecure(_ request: Request) -> Bool {
        trusts(request.peer) && request.fields.values("X-Forwarded-Proto").last == "https"
    }

    private func trusts(_ peer: PeerAddress) -> Bool {
        switch peer {
        case .ipv4(let address, _): hosts.contains(.ipv4(address))
        case .ipv6(let high, let low, _): hosts.contains(.ipv6(high, low))
        case .local: trustsLocal
        }
    }

    private static func host(_ text: String) -> SocketAddress.Host? {
        do throws(SystemError) {
            return try SocketAddress(host: text, port: 0).host
        } catch {
            // What is no address names nobody.
            return nil
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
