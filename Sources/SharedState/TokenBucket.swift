import Kernel

/// A bucket of tokens that fills at a rate up to a burst; a value that reads no clock.
///
/// Tokens leave the bucket before they are used, so whoever holds leases can never admit more than
/// the policy. Tokens that were taken lately may still be unused: they count against the burst
/// until every lease of their time is over, so a pause never yields more than one burst.
struct TokenBucket: Equatable {
    var tokens: Double
    var updated: MonotonicTime
    /// Tokens taken in the current and in the previous lease period.
    var leasedNow = 0.0
    var leasedBefore = 0.0
    var periodStart: MonotonicTime

    init(full policy: RateLimitPolicy, at now: MonotonicTime) {
        tokens = policy.burst
        updated = now
        periodStart = now
    }

    /// Fills the bucket up to `now`; a clock that stands or goes back fills nothing.
    mutating func refill(_ policy: RateLimitPolicy, at now: MonotonicTime) {
        let periods = now.seconds(since: periodStart) / policy.leaseSeconds
        if periods >= 2 {
            leasedBefore = 0
            leasedNow = 0
            periodStart = now
        } else if periods >= 1 {
            leasedBefore = leasedNow
            leasedNow = 0
            periodStart = now
        }
        let seconds = max(0, now.seconds(since: updated))
        let room = max(1, policy.burst - leasedBefore - leasedNow)
        // What is in the bucket already stays, even when a new limit is lower.
        tokens = max(min(tokens, policy.burst), min(tokens + seconds * policy.ratePerSecond, room))
        updated = max(updated, now)
    }

    /// Takes up to `wanted` whole tokens, one at a time when few are left, 0 when there is none.
    mutating func take(_ wanted: Double) -> Double {
        guard tokens >= 1 else { return 0 }
        let taken = tokens >= 4 * wanted ? wanted : max(1, (tokens / 8).rounded(.down))
        let count = min(taken, wanted, tokens.rounded(.down))
        tokens -= count
        leasedNow += count
        return count
    }

    /// Puts back tokens of a lease that its owner will not use any more.
    mutating func putBack(_ count: Double, _ policy: RateLimitPolicy) {
        tokens = min(policy.burst, tokens + count)
        leasedNow = max(0, leasedNow - count)
    }

    /// Seconds until there is one token.
    func secondsToNext(_ policy: RateLimitPolicy) -> Double {
        max(0, (1 - tokens) / policy.ratePerSecond)
    }
}

extension TokenBucket {
    private static let version: UInt8 = 1

    var bytes: [UInt8] {
        var writer = ByteWriter(bytes: [Self.version])
        writer.add(tokens)
        writer.add(updated.nanoseconds)
        writer.add(leasedNow)
        writer.add(leasedBefore)
        writer.add(periodStart.nanoseconds)
        return writer.bytes
    }

    /// Nil for another version.
    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes, from: 1)
        guard bytes.first == Self.version, let tokens = reader.double(),
            let updated = reader.signed(), let now = reader.double(),
            let before = reader.double(), let start = reader.signed()
        else { return nil }
        self.tokens = tokens
        self.updated = MonotonicTime(nanoseconds: updated)
        leasedNow = now
        leasedBefore = before
        periodStart = MonotonicTime(nanoseconds: start)
    }
}
