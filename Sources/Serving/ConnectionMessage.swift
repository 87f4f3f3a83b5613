import HTTP

/// What travels beside the descriptor when a connection moves to another process.
///
/// Layout, version 2, all big-endian: version, family (4, 6 or 0), port in two bytes, address in
/// sixteen, requests answered so far in four, bytes of the rest of a stream in four and that rest;
/// then the bytes received and not yet answered.
struct ConnectionMessage: Equatable {
    var peer: PeerAddress
    var requestCount: Int
    /// Bytes of the next request that were already read from the socket.
    var received: [UInt8]
    /// The response that is in progress; its file is the second descriptor.
    var rest: StreamRest?

    private static let version: UInt8 = 2
    private static let headerBytes = 28

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
        let rest = rest?.bytes ?? []
        bytes.append(bigEndian: UInt64(rest.count), byteCount: 4)
        return bytes + rest + received
    }

    init(peer: PeerAddress, requestCount: Int, received: [UInt8], rest: StreamRest? = nil) {
        self.peer = peer
        self.requestCount = requestCount
        self.received = received
        self.rest = rest
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
        let end = Self.headerBytes + Int(bytes.bigEndian(24..<28))
        guard end <= bytes.count else { return nil }
        if end > Self.headerBytes {
            guard let rest = StreamRest(Array(bytes[Self.headerBytes..<end])) else { return nil }
            self.rest = rest
        }
        received = Array(bytes[end...])
    }
}

/// The rest of a file on its way to a client: which bytes of it, how it ends, and who counts them.
struct StreamRest: Equatable {
    var start: Int
    var end: Int
    var fileBytes: Int
    var keepsConnection: Bool
    /// What the meter goes on with; empty when nobody counts.
    var token: [UInt8]

    private static let fixedBytes = 25

    var bytes: [UInt8] {
        var bytes: [UInt8] = [keepsConnection ? 1 : 0]
        for number in [start, end, fileBytes] {
            bytes.append(bigEndian: UInt64(number), byteCount: 8)
        }
        return bytes + token
    }

    init(start: Int, end: Int, fileBytes: Int, keepsConnection: Bool, token: [UInt8]) {
        self.start = start
        self.end = end
        self.fileBytes = fileBytes
        self.keepsConnection = keepsConnection
        self.token = token
    }

    /// Nil for what cannot be a part of a file.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.fixedBytes else { return nil }
        keepsConnection = bytes[0] == 1
        guard let start = Int(exactly: bytes.bigEndian(1..<9)),
            let end = Int(exactly: bytes.bigEndian(9..<17)),
            let fileBytes = Int(exactly: bytes.bigEndian(17..<25)), start <= end
        else { return nil }
        self.start = start
        self.end = end
        self.fileBytes = fileBytes
        token = Array(bytes[Self.fixedBytes...])
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
