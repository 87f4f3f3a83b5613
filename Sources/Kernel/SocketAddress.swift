import CLinux
import Glibc

/// The address of one end of a connection.
package struct SocketAddress: Hashable, Sendable {
    /// What a family's bytes mean.
    package enum Host: Hashable, Sendable {
        case ipv4(UInt32)
        case ipv6(UInt64, UInt64)
        case local
    }

    package var host: Host
    package var port: UInt16

    package init(host: Host, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// A numeric IPv4 or IPv6 address; `localhost` stands for 127.0.0.1.
    package init(host text: String, port: UInt16) throws(SystemError) {
        var address = clinux_address()
        try check("parse address", text) {
            unsafe clinux_parse_address(text == "localhost" ? "127.0.0.1" : text, port, &address)
        }
        self.init(address)
    }

    /// The first address of a host's name or number.
    ///
    /// Waits for the resolver, which may take many seconds: for threads that nobody waits for.
    package init(resolving name: String, port: UInt16) throws(SystemError) {
        var address = clinux_address()
        guard unsafe clinux_resolve(name, port, &address) == 0 else {
            throw SystemError(call: "resolve", subject: name, code: EHOSTUNREACH)
        }
        self.init(address)
    }

    init(_ address: clinux_address) {
        let bytes = unsafe withUnsafeBytes(of: address.bytes) { buffer in unsafe [UInt8](buffer) }
        func number(_ range: Range<Int>) -> UInt64 {
            range.reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
        }
        port = address.port
        switch Int32(address.family) {
        case AF_INET: host = .ipv4(UInt32(number(0..<4)))
        case AF_INET6: host = Self.ipv6(number(0..<8), number(8..<16))
        default: host = .local
        }
    }

    /// A socket for both families names its IPv4 peers as ::ffff:a.b.c.d (RFC 4291 §2.5.5.2).
    private static func ipv6(_ high: UInt64, _ low: UInt64) -> Host {
        high == 0 && low >> 32 == 0xFFFF ? .ipv4(UInt32(truncatingIfNeeded: low)) : .ipv6(high, low)
    }

    var system: clinux_address {
        var address = clinux_address()
        address.port = port
        var bytes: [UInt8] = []
        func append(_ number: UInt64, byteCount: Int) {
            for shift in (0..<byteCount).reversed() {
                bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift * 8)))
            }
        }
        switch host {
        case .ipv4(let number):
            address.family = UInt16(AF_INET)
            append(UInt64(number), byteCount: 4)
        case .ipv6(let high, let low):
            address.family = UInt16(AF_INET6)
            append(high, byteCount: 8)
            append(low, byteCount: 8)
        case .local:
            address.family = UInt16(AF_UNIX)
        }
        unsafe withUnsafeMutableBytes(of: &address.bytes) { target in
            unsafe target.copyBytes(from: bytes)
        }
        return address
    }
}
