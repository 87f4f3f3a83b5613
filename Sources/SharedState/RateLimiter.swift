package import Kernel
import LMDB
import Synchronization

/// Admits requests within the policies, for all processes together.
///
/// The buckets lie in a shared table. A process takes some tokens in advance and admits from them
/// without a transaction; what a dead process had taken is lost to the subject, never doubled.
package final class RateLimiter: Sendable {
    package let policies: [RateLimitPolicy]
    private let environment: Environment
    private let table: Table
    private let local = Mutex<[Key: Local]>([:])

    /// Subjects remembered in one process; beyond it the expired are forgotten.
    static let subjectsMax = 100_000

    private struct Key: Hashable {
        var policy: Int
        var subject: RateLimitSubject
    }

    /// What this process knows of one subject.
    private struct Local {
        var tokens = 0.0
        var expires = MonotonicTime(nanoseconds: 0)
        var refusedUntil = MonotonicTime(nanoseconds: 0)
    }

    init(_ environment: Environment, policies: [RateLimitPolicy]) throws {
        self.environment = environment
        self.policies = policies
        table = try environment.table("rate_limits")
    }

    /// The verdict from memory alone; nil when a transaction is needed.
    package func admitLocally(
        _ policy: Int,
        _ subject: RateLimitSubject,
        at now: MonotonicTime
    ) -> RateLimitVerdict? {
        let key = Key(policy: policy, subject: subject)
        return local.withLock { table in
            guard var entry = table[key] else { return nil }
            if entry.tokens >= 1 && now < entry.expires {
                entry.tokens -= 1
                table[key] = entry
                return .admitted(remaining: Int(entry.tokens))
            }
            if now < entry.refusedUntil {
                return .refused(retryAfterSeconds: entry.refusedUntil.seconds(since: now))
            }
            return nil
        }
    }

    /// The verdict, with a transaction where memory is not enough.
    package func admit(
        _ policy: Int,
        _ subject: RateLimitSubject,
        at now: MonotonicTime
    ) throws -> RateLimitVerdict {
        if let verdict = admitLocally(policy, subject, at: now) { return verdict }
        let rule = policies[policy]
        let key = Key(policy: policy, subject: subject)
        let unused = takeUnused(key)
        let rowKey = [UInt8](rule.name.utf8) + [0] + subject.bytes
        var taken = 0.0
        var wait = 0.0
        var left = 0.0
        try environment.write { transaction in
            // The clock is read inside, since a wait for the lock may have been long.
            let moment = max(now, MonotonicTime.now())
            var bucket =
                try transaction.value(table, rowKey).flatMap(TokenBucket.init)
                ?? TokenBucket(full: rule, at: moment)
            bucket.refill(rule, at: moment)
            bucket.putBack(unused, rule)
            taken = bucket.take(rule.leaseTokensMax)
            wait = bucket.secondsToNext(rule)
            left = bucket.tokens
            try transaction.put(table, rowKey, bucket.bytes)
        }
        return remember(key, rule, taken: taken, wait: wait, left: left)
    }

    private func takeUnused(_ key: Key) -> Double {
        local.withLock { table in
            defer { table[key]?.tokens = 0 }
            return table[key]?.tokens ?? 0
        }
    }

    private func remember(
        _ key: Key,
        _ rule: RateLimitPolicy,
        taken: Double,
        wait: Double,
        left: Double
    ) -> RateLimitVerdict {
        let now = MonotonicTime.now()
        return local.withLock { table in
            forgetOld(&table, now)
            var entry = table[key] ?? Local()
            defer { table[key] = entry }
            if taken >= 1 {
                // Another thread may have taken a lease meanwhile; both are ours.
                entry.tokens += taken - 1
                entry.expires = now.adding(seconds: rule.leaseSeconds)
                return .admitted(remaining: Int(entry.tokens + left))
            }
            // Short, so that tokens which others put back are found soon.
            entry.refusedUntil = now.adding(seconds: min(wait, 0.05))
            return .refused(retryAfterSeconds: wait)
        }
    }

    private func forgetOld(_ table: inout [Key: Local], _ now: MonotonicTime) {
        guard table.count >= Self.subjectsMax else { return }
        table = table.filter { $0.value.expires > now || $0.value.refusedUntil > now }
    }

    /// Removes buckets that are full again, a bounded number at a time.
    package func sweep(at now: MonotonicTime) throws {
        var dead: [[UInt8]] = []
        try environment.read { transaction in
            try transaction.scan(table) { key, value in
                let name = String(decoding: key.prefix { $0 != 0 }, as: UTF8.self)
                let rule = policies.first { $0.name == name }
                if let rule, let bucket = TokenBucket(value) {
                    let seconds = now.seconds(since: bucket.updated)
                    if seconds > max(60, 2 * rule.burst / rule.ratePerSecond) { dead.append(key) }
                }
                return dead.count < 1000
            }
        }
        guard !dead.isEmpty else { return }
        try environment.write { transaction in
            for key in dead { try transaction.delete(table, key) }
        }
    }
}
