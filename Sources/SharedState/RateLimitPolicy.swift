/// How many requests of one class a subject may make.
package struct RateLimitPolicy: Sendable, Equatable {
    package let name: String
    package let ratePerSecond: Double
    /// Requests that may come at once after a pause.
    package let burst: Double
    /// Counts what would be refused, and refuses nothing.
    package let isDryRun: Bool

    package init(name: String, ratePerSecond: Double, burst: Double, isDryRun: Bool = false) {
        precondition(ratePerSecond > 0 && ratePerSecond.isFinite, "a limit has a rate")
        self.name = name
        self.ratePerSecond = ratePerSecond
        self.burst = max(1, burst)
        self.isDryRun = isDryRun
    }

    /// Life of a lease: an eighth of the time in which the burst fills, and a second at most.
    var leaseSeconds: Double { min(1, burst / (8 * ratePerSecond)) }

    /// Tokens a worker takes in advance when there are plenty.
    var leaseTokensMax: Double { (ratePerSecond * leaseSeconds / 4).rounded(.down) }
}

/// Who a limit counts.
package enum RateLimitSubject: Hashable, Sendable {
    case user(Int)
    /// A network address; IPv6 by its first 64 bits.
    case ipv4(UInt32)
    case ipv6Network(UInt64)
    /// A Unix domain socket.
    case local

    var bytes: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .user(let id):
            writer.bytes.append(1)
            writer.add(Int64(id))
        case .ipv4(let address):
            writer.bytes.append(4)
            writer.add(UInt64(address))
        case .ipv6Network(let network):
            writer.bytes.append(6)
            writer.add(network)
        case .local:
            writer.bytes.append(0)
        }
        return writer.bytes
    }
}

/// What a limit says to one request.
package enum RateLimitVerdict: Sendable, Equatable {
    /// Answer it; so many more are certain at once.
    case admitted(remaining: Int)
    /// Come back after so many seconds.
    case refused(retryAfterSeconds: Double)
}
