import Kernel

/// A bucket of tokens that fills at a rate up to a burst; a value that reads no clock.
///
/// Tokens leave it before they are used. Those taken in advance may still be unused, so they count
/// against the burst until their lease is closed or its time is over: at every moment the tokens
/// and the leases together are at most the burst. Therefore no interval of Δ seconds, wherever it
/// begins, sees more than burst + rate · Δ admissions, however many processes hold leases.
struct TokenBucket: Equatable {
    private(set) var tokens: Double
    private(set) var updated: MonotonicTime
    /// Leases are forgotten by generation: the older when the last of them is over, and then the
    /// younger becomes the older.
    private(set) var younger = Leased()
    private(set) var older = Leased()
    /// Number of the younger generation; never used again for the same subject.
    private(set) var generation: UInt64

    struct Leased: Equatable {
        var tokens = 0.0
        var until = MonotonicTime(nanoseconds: 0)
    }

    /// Tokens that one process may use without asking until they expire.
    struct Lease: Equatable {
        /// How many were taken in advance, used or not.
        var tokens: Double
        var generation: UInt64
        var expires: MonotonicTime
    }

    /// A lease that its owner uses no more, with what is left of it.
    struct ClosedLease: Equatable {
        var lease: Lease
        var unused: Double
    }

    /// What a bucket answers to one request.
    enum Answer: Equatable {
        /// One token for the request and perhaps some in advance; `left` are in the bucket.
        case granted(Lease, left: Double)
        case empty(waitSeconds: Double)
    }

    init(full policy: RateLimitPolicy, at now: MonotonicTime) {
        tokens = policy.burst
        updated = now
        // A bucket that is made again must not take over leases of its predecessor.
        generation = UInt64(bitPattern: now.nanoseconds)
    }

    /// Takes a token for one request, with more in advance when there are plenty.
    mutating func serve(
        _ policy: RateLimitPolicy,
        closing closed: ClosedLease?,
        at now: MonotonicTime
    ) -> Answer {
        advance(policy, to: now)
        if let closed { close(closed) }
        guard tokens >= 1 else {
            return .empty(waitSeconds: (1 - tokens) / policy.ratePerSecond)
        }
        let ahead = tokensAhead(policy)
        tokens -= 1 + ahead
        let expires = updated.adding(seconds: policy.leaseSeconds)
        if ahead > 0 {
            younger.tokens += ahead
            younger.until = max(younger.until, expires)
        }
        let lease = Lease(tokens: ahead, generation: generation, expires: expires)
        return .granted(lease, left: tokens)
    }

    /// Whether the bucket is as good as a new one.
    func isFull(_ policy: RateLimitPolicy, at now: MonotonicTime) -> Bool {
        var later = self
        later.advance(policy, to: now)
        return later.leased == 0 && later.tokens >= policy.burst
    }

    private var leased: Double { younger.tokens + older.tokens }

    /// Fills the bucket up to `now`; a clock that stands or goes back fills nothing.
    private mutating func advance(_ policy: RateLimitPolicy, to now: MonotonicTime) {
        while leased > 0, older.until <= now {
            // What a lease kept out flows in from its end on, not from before.
            fill(policy, to: older.until)
            older = younger
            younger = Leased()
            generation &+= 1
        }
        fill(policy, to: now)
    }

    private mutating func fill(_ policy: RateLimitPolicy, to moment: MonotonicTime) {
        let seconds = max(0, moment.seconds(since: updated))
        // A limit that was lowered takes effect here; one that was raised fills at its rate.
        tokens = min(tokens + seconds * policy.ratePerSecond, max(0, policy.burst - leased))
        updated = max(updated, moment)
    }

    /// Few when the bucket runs low, so that no process sits on the last ones; never so many that
    /// the unused keep the bucket from filling.
    private func tokensAhead(_ policy: RateLimitPolicy) -> Double {
        let share = (tokens / 8).rounded(.down)
        let room = (policy.burst / 4 - leased).rounded(.down)
        return max(0, min(policy.leaseTokensMax, share, room, tokens - 1))
    }

    /// Takes back what is left of a lease; nothing of one that was forgotten.
    private mutating func close(_ closed: ClosedLease) {
        switch generation &- closed.lease.generation {
        case 0: younger.tokens = max(0, younger.tokens - closed.lease.tokens)
        case 1: older.tokens = max(0, older.tokens - closed.lease.tokens)
        default: return
        }
        tokens += closed.unused
    }
}

extension TokenBucket {
    private static let version: UInt8 = 2

    var bytes: [UInt8] {
        var writer = ByteWriter(bytes: [Self.version])
        writer.add(tokens)
        writer.add(updated.nanoseconds)
        writer.add(generation)
        for leased in [younger, older] {
            writer.add(leased.tokens)
            writer.add(leased.until.nanoseconds)
        }
        return writer.bytes
    }

    /// Nil for another version.
    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes, from: 1)
        guard bytes.first == Self.version, let tokens = reader.double(),
            let updated = reader.signed(), let generation = reader.number(),
            let younger = Self.leased(&reader), let older = Self.leased(&reader)
        else { return nil }
        self.tokens = tokens
        self.updated = MonotonicTime(nanoseconds: updated)
        self.generation = generation
        self.younger = younger
        self.older = older
    }

    private static func leased(_ reader: inout ByteReader) -> Leased? {
        guard let tokens = reader.double(), let until = reader.signed() else { return nil }
        return Leased(tokens: tokens, until: MonotonicTime(nanoseconds: until))
    }
}
