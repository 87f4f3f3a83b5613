import Kernel
import LMDB
import Secrets

/// Slows down guessing of passwords, for all workers together, and never makes one of them wait.
///
/// Each attempt counts for its user name, for its network, and for both together. It is counted as
/// failed in the transaction that admits it, so that however many come at once, no more are
/// admitted than the rules say. Names are hashed: whether there is such a user makes no difference.
package final class LoginThrottle: Sendable {
    package enum Verdict: Sendable {
        /// Tell `succeeded` if the password was right.
        case admitted(Attempt)
        case refused(retryAfterSeconds: Double)
    }

    /// An attempt that is counted as failed so far.
    package struct Attempt: Sendable {
        fileprivate let subjects: [Subject]
    }

    fileprivate struct Subject: Sendable {
        let key: [UInt8]
        let rule: ThrottleRule
        /// Whether a success forgives all failures, and not its own attempt alone.
        let isCleared: Bool
    }

    private let environment: Environment
    private let table: Table
    private let rowsMax: Int
    private let clock: @Sendable () -> MonotonicTime

    /// Rows looked at for one to give way when the table is full.
    private static let evictionRowsMax = 32
    static let sweepRowsMax = 20_000

    /// `roomBytes` is what rows may take of the environment.
    init(
        _ environment: Environment,
        roomBytes: Int,
        clock: @escaping @Sendable () -> MonotonicTime = MonotonicTime.now
    ) throws {
        self.environment = environment
        self.clock = clock
        rowsMax = max(3, roomBytes / RateLimiter.rowBytes)
        table = try environment.table("login_throttle")
    }

    /// Admits an attempt or says when to come again; waits for other writers.
    ///
    /// - Parameter account: the user name as it was typed.
    package func begin(account: String, from network: RateLimitSubject) throws -> Verdict {
        let subjects = Self.subjects(account, network)
        return try environment.write { transaction in
            let now = clock()
            var rows: [ThrottleRow] = []
            for subject in subjects {
                let stored = try transaction.value(table, subject.key).flatMap(ThrottleRow.init)
                rows.append(stored ?? ThrottleRow(at: now))
            }
            let wait = rows.map { $0.waitSeconds(at: now) }.max() ?? 0
            if wait > 0 { return .refused(retryAfterSeconds: wait) }
            for (subject, row) in zip(subjects, rows) {
                var row = row
                row.reserve(subject.rule, at: now)
                try makeRoom(for: subject.key, transaction)
                try transaction.put(table, subject.key, row.bytes)
            }
            return .admitted(Attempt(subjects: subjects))
        }
    }

    /// Takes back what an attempt counted, since its password was right.
    package func succeeded(_ attempt: Attempt) throws {
        try environment.write { transaction in
            let now = clock()
            for subject in attempt.subjects {
                guard var row = try transaction.value(table, subject.key).flatMap(ThrottleRow.init)
                else { continue }
                row.forgive(at: now)
                if subject.isCleared || row.failures == 0 {
                    _ = try transaction.delete(table, subject.key)
                } else {
                    try transaction.put(table, subject.key, row.bytes)
                }
            }
        }
    }

    /// Removes rows whose failures are forgotten, a bounded number at a time.
    package func sweep() throws {
        let now = clock()
        var forgotten: [[UInt8]] = []
        try environment.read { transaction in
            var seen = 0
            try transaction.scan(table) { key, value in
                seen += 1
                if ThrottleRow(value)?.isForgotten(at: now) ?? true { forgotten.append(key) }
                return seen < Self.sweepRowsMax
            }
        }
        guard !forgotten.isEmpty else { return }
        try environment.write { transaction in
            for key in forgotten {
                // Looked at again: somebody may have failed meanwhile.
                guard let value = try transaction.value(table, key),
                    ThrottleRow(value)?.isForgotten(at: now) ?? true
                else { continue }
                _ = try transaction.delete(table, key)
            }
        }
    }

    package func rowCount() throws -> Int {
        var count = 0
        try environment.read { transaction in
            try transaction.scan(table) { _, _ in
                count += 1
                return true
            }
        }
        return count
    }

    /// Of the neighbours of a new row in a full table, the one with the fewest failures gives way.
    private func makeRoom(for key: [UInt8], _ transaction: borrowing WriteTransaction) throws {
        guard try transaction.value(table, key) == nil, try transaction.count(table) >= rowsMax
        else { return }
        var candidate: (key: [UInt8], failures: Int)?
        for start in [key, []] where candidate == nil {
            var seen = 0
            try transaction.scan(table, from: start) { key, value in
                let failures = ThrottleRow(value)?.failures ?? 0
                if failures < candidate?.failures ?? .max { candidate = (key, failures) }
                seen += 1
                return seen < Self.evictionRowsMax
            }
        }
        if let candidate { _ = try transaction.delete(table, candidate.key) }
    }

    private static func subjects(_ account: String, _ network: RateLimitSubject) -> [Subject] {
        let network = network.throttled.bytes
        let account = Array(account.utf8)
        func key(_ kind: Character, _ bytes: [UInt8]) -> [UInt8] {
            Array(Secrets.hash(Array(String(kind).utf8) + bytes).prefix(16))
        }
        return [
            Subject(
                key: key("p", [UInt8(network.count)] + network + account),
                rule: .pair,
                isCleared: true
            ),
            Subject(key: key("a", account), rule: .account, isCleared: false),
            Subject(key: key("n", network), rule: .network, isCleared: false),
        ]
    }
}

extension RateLimitSubject {
    /// An address by its network: an attacker who has one address of it has more.
    fileprivate var throttled: RateLimitSubject {
        switch self {
        case .ipv4(let address): .ipv4(address & 0xFFFF_FF00)
        case .ipv6Network, .local, .user: self
        }
    }
}
