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
    private let rowsMax: Int
    private let clock: @Sendable () -> MonotonicTime
    private let local = Mutex<[Key: LocalAllowance]>([:])
    /// Held while the table is asked, so that threads of one process share what the first one gets.
    private let asking = Mutex<Void>(())
    private let sweptTo = Mutex<[UInt8]>([])

    /// Subjects remembered in one process.
    static let subjectsMax = 100_000
    /// Rows looked at in one sweep.
    static let sweepRowsMax = 20_000
    /// Room that a row takes in a table whose pages are half full.
    static let rowBytes = 256

    private struct Key: Hashable {
        var policy: Int
        var subject: RateLimitSubject
    }

    /// `roomBytes` is what buckets may take of the environment.
    init(
        _ environment: Environment,
        policies: [RateLimitPolicy],
        roomBytes: Int,
        clock: @escaping @Sendable () -> MonotonicTime = MonotonicTime.now
    ) throws {
        self.environment = environment
        self.policies = policies
        self.clock = clock
        rowsMax = max(1, roomBytes / Self.rowBytes)
        table = try environment.table("rate_limits")
    }

    /// The verdict from memory alone; nil when a transaction is needed.
    package func admitLocally(
        _ policy: Int,
        _ subject: RateLimitSubject,
        at now: MonotonicTime
    ) -> RateLimitVerdict? {
        let key = Key(policy: policy, subject: subject)
        return local.withLock { $0[key]?.admit(at: now) }
    }

    /// The verdict, with a transaction where memory is not enough.
    ///
    /// Throws `LMDBError.full` for a new subject when there are too many.
    package func admit(
        _ policy: Int,
        _ subject: RateLimitSubject,
        at now: MonotonicTime
    ) throws -> RateLimitVerdict {
        if let verdict = admitLocally(policy, subject, at: now) { return verdict }
        return try asking.withLock { _ in
            if let verdict = admitLocally(policy, subject, at: now) { return verdict }
            let key = Key(policy: policy, subject: subject)
            let closed = local.withLock { $0[key]?.close() ?? nil }
            let (answer, moment) = try ask(key, closing: closed, at: now)
            return local.withLock { table in
                Self.makeRoom(in: &table, at: moment)
                return table[key, default: LocalAllowance()]
                    .receive(answer, policies[policy], at: moment)
            }
        }
    }

    private func ask(
        _ key: Key,
        closing closed: TokenBucket.ClosedLease?,
        at now: MonotonicTime
    ) throws -> (TokenBucket.Answer, MonotonicTime) {
        let rule = policies[key.policy]
        let rowKey = [UInt8](rule.name.utf8) + [0] + key.subject.bytes
        return try environment.write { transaction in
            // The clock is read inside, since the wait for other writers may have been long.
            let moment = max(now, clock())
            let stored = try transaction.value(table, rowKey)
            if stored == nil, try transaction.count(table) >= rowsMax { throw LMDBError.full }
            var bucket =
                stored.flatMap(TokenBucket.init) ?? TokenBucket(full: rule, at: moment)
            let answer = bucket.serve(rule, closing: closed, at: moment)
            try transaction.put(table, rowKey, bucket.bytes)
            return (answer, moment)
        }
    }

    /// Forgets subjects of which nothing is known, or all when that is not enough.
    private static func makeRoom(in table: inout [Key: LocalAllowance], at now: MonotonicTime) {
        guard table.count >= subjectsMax else { return }
        table = table.filter { !$0.value.isWorthless(at: now) }
        if table.count > subjectsMax / 2 { table.removeAll() }
    }

    /// Removes buckets that are full again, a bounded number at a time.
    package func sweep(at now: MonotonicTime) throws {
        let full = try fullRows(at: now)
        guard !full.isEmpty else { return }
        try environment.write { transaction in
            for key in full {
                // Looked at again: somebody may have taken tokens meanwhile.
                let value = try transaction.value(table, key)
                if let value, isFull(key, value, at: now) { try transaction.delete(table, key) }
            }
        }
    }

    private func fullRows(at now: MonotonicTime) throws -> [[UInt8]] {
        var full: [[UInt8]] = []
        var seen = 0
        var next: [UInt8] = []
        let start = sweptTo.withLock { $0 }
        try environment.read { transaction in
            try transaction.scan(table, from: start) { key, value in
                seen += 1
                if seen > Self.sweepRowsMax {
                    next = key
                    return false
                }
                if isFull(key, value, at: now) { full.append(key) }
                return true
            }
        }
        sweptTo.withLock { $0 = next }
        return full
    }

    private func isFull(_ key: [UInt8], _ value: [UInt8], at now: MonotonicTime) -> Bool {
        let name = key.prefix { $0 != 0 }
        guard let bucket = TokenBucket(value) else { return true }
        guard let rule = policies.first(where: { $0.name.utf8.elementsEqual(name) }) else {
            // Workers with older settings may still have that policy.
            return now.seconds(since: bucket.updated) > 86_400
        }
        return bucket.isFull(rule, at: now)
    }
}
