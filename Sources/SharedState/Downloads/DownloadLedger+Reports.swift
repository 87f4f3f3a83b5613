import Kernel
import LMDB

/// Looking into the accounts, and changing them by hand.
extension DownloadLedger {
    /// What is known of one who downloads.
    package struct Report: Sendable, Equatable {
        package var subject: RateLimitSubject
        package var limits: DownloadLimits
        /// Bytes counted in the window of the limits.
        package var usedBytes: Int
        /// Bytes that open streams may still send.
        package var reservedBytes: Int
        /// Nil where nothing limits.
        package var leftBytes: Int?
        /// Until the oldest of the bytes that count ceases to.
        package var resetSeconds: Int
        package var streams: Int
        /// Since the account exists.
        package var totalBytes: Int
        package var downloads: Int
        package var refusals: Int
        package var burntBytes: Int
    }

    package func report(_ subject: RateLimitSubject, _ limits: DownloadLimits) throws -> Report {
        let bytes = try environment.read { try $0.value(accounts, subject.bytes) }
        return report(subject, bytes.flatMap(DownloadAccount.init) ?? DownloadAccount(), limits)
    }

    /// The subjects that have an account, at most `max`, users first.
    package func subjects(max: Int) throws -> [RateLimitSubject] {
        var found: [RateLimitSubject] = []
        try environment.read { transaction in
            try transaction.scan(accounts, from: [1]) { key, _ in
                if let subject = RateLimitSubject(key[...]) { found.append(subject) }
                return found.count < max
            }
        }
        return found
    }

    /// Open streams of everybody: each has a lease.
    package func streamCount() throws -> Int { try environment.read { try $0.count(leases) } }

    /// The leases of one user's streams.
    func openLeases(of subject: RateLimitSubject) throws -> [DownloadLease] {
        var found: [DownloadLease] = []
        try environment.read { transaction in
            try transaction.scan(leases, from: subject.bytes) { key, value in
                guard StreamKey(key)?.subject == subject else { return false }
                if let lease = DownloadLease(value) { found.append(lease) }
                return true
            }
        }
        return found
    }

    /// Gives a user his whole quota back; false when he has no account.
    package func reset(_ subject: RateLimitSubject) throws -> Bool {
        try environment.write { transaction in
            guard let bytes = try transaction.value(accounts, subject.bytes),
                var account = DownloadAccount(bytes)
            else { return false }
            account.reset()
            try transaction.put(accounts, subject.bytes, account.bytes)
            return true
        }
    }

    /// Forgets networks of which nothing counts any more, a bounded number at a time.
    package func sweepNetworks(_ window: QuotaWindow) throws {
        var idle: [[UInt8]] = []
        let now = now()
        try environment.read { transaction in
            // Users have keys that begin with 1: those stay, for the reports.
            try transaction.scan(accounts, from: [2]) { key, value in
                if DownloadAccount(value)?.isForgettable(window, at: now) ?? true {
                    idle.append(key)
                }
                return idle.count < Self.sweepRowsMax
            }
        }
        guard !idle.isEmpty else { return }
        try environment.write { transaction in
            for key in idle {
                guard let value = try transaction.value(accounts, key),
                    DownloadAccount(value)?.isForgettable(window, at: now) ?? true
                else { continue }
                try transaction.delete(accounts, key)
            }
        }
    }

    private static let sweepRowsMax = 1000

    private func report(
        _ subject: RateLimitSubject,
        _ account: DownloadAccount,
        _ limits: DownloadLimits
    ) -> Report {
        let standing = account.standing(limits, at: now())
        return Report(
            subject: subject,
            limits: limits,
            usedBytes: standing.used,
            reservedBytes: account.leased + account.promised,
            leftBytes: standing.left,
            resetSeconds: standing.resetSeconds,
            streams: account.streams,
            totalBytes: account.totals.bytes,
            downloads: account.totals.downloads,
            refusals: account.totals.refusals,
            burntBytes: account.totals.burntBytes
        )
    }
}
