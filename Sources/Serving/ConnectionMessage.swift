import HTTP

/// What travels beside the descriptor when a connection moves to another process.
///
/// Layout, version 1: version, family (4, 6 or 0), port in two bytes, address in sixteen, requests
/// answered so far in four, all big-endian; then the bytes received and not yet answered.
struct ConnectionMessage: Equatable {
    var peer: PeerAddress
    var requestCount: Int
    /// Bytes of the next request that were already read from the socket.
    var received: [UInt8]

    private static let version: UInt8 = 1
    private static let headerBytes = 24

    var bytes: [UInt8] {
        var bytes: [UInt8] = [Self.version]
        switch peer {
        case .ipv4(let address, let port):
            bytes.append(4)
            bytes.append(bigEndian: UInt64(port), byteCount: 2)
            bytes.append(bigEndian: UInt64(address), byteCount: 8)
            bytes.append(bigEndian: 0, byteCount: 8)
        case .ipv6(let high, let low, let port):
            bytes.append(6)
            bytes.append(bigEndian: UInt64(port), byteCount: 2)
            bytes.append(bigEndian: high, byteCount: 8)
            bytes.append(bigEndian: low, byteCount: 8)
        case .local:
            bytes.append(contentsOf: [UInt8](repeating: 0, count: 19))
        }
        bytes.append(bigEndian: UInt64(UInt32(clamping: requestCount)), byteCount: 4)
        return bytes + received
    }

    init(peer: PeerAddress, requestCount: Int, received: [UInt8]) {
        self.peer = peer
        self.requestCount = requestCount
        self.received = received
    }

    /// Nil when the message is too short or of another version.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.headerBytes, bytes[0] == Self.version else { return nil }
        let port = UInt16(bytes.bigEndian(2..<4))
        switch bytes[1] {
        case 4: peer = .ipv4(UInt32(bytes.bigEndian(4..<12)), port: port)
        case 6: peer = .ipv6(bytes.bigEndian(4..<12), bytes.bigEndian(12..<20), port: port)
        case 0: peer = .local
        default: return nil
        }
        requestCount = Int(bytes.bigEndian(20..<24))
        received = Array(bytes[Self.headerBytes...])
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: UInt64, byteCount: Int) {
        for shift in (0..<byteCount).reversed() {
            append(UInt8(truncatingIfNeeded: number >> UInt64(shift * 8)))
        }
    }

    fileprivate func bigEndian(_ range: Range<Int>) -> UInt64 {
        range.reduce(0) { $0 << 8 | UInt64(self[$1]) }
    }
}
