import Kernel

/// What one process knows of one subject: tokens it may use without asking, or that it need not
/// ask for a while; a value that reads no clock.
struct LocalAllowance: Equatable {
    private var lease: TokenBucket.Lease?
    private var unused = 0.0
    /// Tokens left in the bucket when the lease was taken.
    private var left = 0.0
    private var refusedUntil = MonotonicTime(nanoseconds: 0)
    /// When there is a token for the subject, as far as is known.
    private var retryAt = MonotonicTime(nanoseconds: 0)

    /// Longest time a refusal is repeated without asking again; leases of others may come back.
    static let refusalSecondsMax = 1.0

    /// Thirty years: beyond it nobody counts, and nothing overflows.
    private static let retrySecondsMax = 1e9

    /// The verdict from memory alone; nil when the bucket has to be asked.
    mutating func admit(at now: MonotonicTime) -> RateLimitVerdict? {
        if unused >= 1, let lease, now < lease.expires {
            unused -= 1
            return .admitted(remaining: Int(unused + left))
        }
        guard now < refusedUntil else { return nil }
        return .refused(retryAfterSeconds: max(0, retryAt.seconds(since: now)))
    }

    /// Ends the lease, so that nobody here uses it while the bucket is asked.
    mutating func close() -> TokenBucket.ClosedLease? {
        defer {
            lease = nil
            unused = 0
        }
        return lease.map { TokenBucket.ClosedLease(lease: $0, unused: unused) }
    }

    /// Takes over what the bucket answered, and passes it on as the verdict.
    mutating func receive(
        _ answer: TokenBucket.Answer,
        _ policy: RateLimitPolicy,
        at now: MonotonicTime
    ) -> RateLimitVerdict {
        switch answer {
        case .granted(let lease, let left):
            self.lease = lease
            self.left = left
            unused = lease.tokens
            return .admitted(remaining: Int(unused + left))
        case .empty(let waitSeconds):
            // Asking for each single token would cost more than the limit saves; in the meantime
            // they gather in the bucket and are not lost.
            let seconds = max(waitSeconds, policy.leaseSeconds / 8)
            refusedUntil = now.adding(seconds: min(seconds, Self.refusalSecondsMax))
            retryAt = now.adding(seconds: min(waitSeconds, Self.retrySecondsMax))
            return .refused(retryAfterSeconds: waitSeconds)
        }
    }

    /// Whether the process would have to ask anyway.
    func isWorthless(at now: MonotonicTime) -> Bool {
        now >= refusedUntil && (unused < 1 || lease.map { now >= $0.expires } ?? true)
    }
}
