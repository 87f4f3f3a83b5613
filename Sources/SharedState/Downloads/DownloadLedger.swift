import Kernel
import LMDB
import Synchronization

/// The accounts of all who download, and the leases of all open streams, in the durable tables.
///
/// Each call is one transaction, or a part of one that the caller has. At every moment the sums in an
/// account equal those over its leases.
package final class DownloadLedger: Sendable {
    let environment: Environment
    let accounts: Table
    let leases: Table
    private let rowsMax: Int
    private let clock: @Sendable () -> Int
    private let latestSeconds = Atomic<Int>(0)

    /// A stream that moves is given up when nobody took it for so long.
    static let moveSecondsMax = 60

    /// `roomBytes` is what accounts and leases may take of the environment.
    init(
        _ environment: Environment,
        roomBytes: Int,
        clock: @escaping @Sendable () -> Int = WallClock.nowSeconds
    ) throws {
        self.environment = environment
        self.clock = clock
        rowsMax = max(2, roomBytes / RateLimiter.rowBytes)
        accounts = try environment.table("download_accounts")
        leases = try environment.table("download_leases")
    }

    /// The time in seconds since 1970, as far as this process has seen it: when the clock is set back,
    /// it stands, so that what was sent is never counted in an earlier window.
    @discardableResult
    func now() -> Int {
        let seconds = clock()
        return max(seconds, latestSeconds.max(seconds, ordering: .relaxed).newValue)
    }

    /// The ledger beside a running server, or of one that ran; nil before the first start.
    package static func existing(
        _ configuration: SharedStateConfiguration
    ) throws -> DownloadLedger? {
        try StateFolder.durable(configuration).openIfFounded().map {
            try DownloadLedger($0, roomBytes: roomBytes(configuration))
        }
    }

    /// A quarter of the environment, beside the half of the sessions.
    static func roomBytes(_ configuration: SharedStateConfiguration) -> Int {
        configuration.durableBytes / 4
    }

    /// What became of the wish to begin a stream.
    enum Opening: Equatable {
        /// With the bytes that may be sent at once.
        case opened(granted: Int, left: Int?)
        case refused(DownloadRefusal)
    }

    /// What became of the wish to send more.
    struct Exchange: Equatable {
        var granted: Int
        /// Open streams of the user.
        var streams: Int
    }

    /// Begins a stream; throws `LMDBError.full` when there are too many of them or of accounts.
    func open(
        _ stream: StreamKey,
        _ owner: ProcessIdentity,
        length: Int?,
        _ limits: DownloadLimits,
        _ transaction: borrowing WriteTransaction
    ) throws -> Opening {
        guard try transaction.count(accounts) + transaction.count(leases) < rowsMax else {
            throw LMDBError.full
        }
        var account = try account(stream.subject, transaction)
        var lease = DownloadLease(owner: owner, changedSeconds: now())
        let refusal = account.open(&lease, length: length, limits, at: now())
        if refusal == nil { try transaction.put(leases, stream.bytes, lease.bytes) }
        try put(account, stream.subject, transaction)
        if let refusal { return .refused(refusal) }
        return .opened(granted: lease.leased, left: account.leftBytes(limits))
    }

    /// Settles what was sent and reserves more.
    func exchange(
        _ stream: StreamKey,
        _ owner: ProcessIdentity,
        sent: Int,
        wanted: Int,
        pace: Int,
        _ limits: DownloadLimits,
        _ transaction: borrowing WriteTransaction
    ) throws -> Exchange {
        var account = try account(stream.subject, transaction)
        var lease: DownloadLease
        if let known = try self.lease(stream, transaction) {
            lease = known
        } else {
            // It was burnt meanwhile, what was sent of it included.
            account.reopen()
            lease = DownloadLease(owner: owner, changedSeconds: now())
        }
        lease.owner = owner
        lease.changedSeconds = now()
        let granted = account.exchange(
            &lease,
            sent: sent,
            wanted: wanted,
            pace: pace,
            limits,
            at: now()
        )
        try transaction.put(leases, stream.bytes, lease.bytes)
        try put(account, stream.subject, transaction)
        return Exchange(granted: granted, streams: account.streams)
    }

    func close(
        _ stream: StreamKey,
        sent: Int,
        _ window: QuotaWindow,
        _ transaction: borrowing WriteTransaction
    ) throws {
        guard let lease = try lease(stream, transaction) else { return }
        var account = try account(stream.subject, transaction)
        account.close(lease, sent: sent, window, at: now())
        try transaction.delete(leases, stream.bytes)
        try put(account, stream.subject, transaction)
    }

    /// Settles a stream that another process goes on with.
    func pause(
        _ stream: StreamKey,
        sent: Int,
        _ window: QuotaWindow,
        _ transaction: borrowing WriteTransaction
    ) throws {
        guard var lease = try lease(stream, transaction) else { return }
        var account = try account(stream.subject, transaction)
        account.pause(&lease, sent: sent, window, at: now())
        lease.owner = nil
        lease.changedSeconds = now()
        try transaction.put(leases, stream.bytes, lease.bytes)
        try put(account, stream.subject, transaction)
    }

    /// Ends the streams of processes that died, and answers how many there were and what was burnt.
    package func settleDead(_ window: QuotaWindow) throws -> (leases: Int, bytes: Int) {
        try settleDead(window) { try ProcessIdentity(living: $0.process) == $0 }
    }

    func settleDead(
        _ window: QuotaWindow,
        isLiving: (ProcessIdentity) throws -> Bool
    ) throws -> (leases: Int, bytes: Int) {
        let dead = try deadStreams(isLiving)
        guard !dead.isEmpty else { return (0, 0) }
        return try environment.write { transaction in
            var settled = (leases: 0, bytes: 0)
            for (stream, seen) in dead {
                // Looked at again: a stream that moved may have arrived meanwhile.
                guard let lease = try lease(stream, transaction), lease.owner == seen.owner,
                    lease.changedSeconds == seen.changedSeconds
                else { continue }
                var account = try account(stream.subject, transaction)
                account.burn(lease, window, at: now())
                try transaction.delete(leases, stream.bytes)
                try put(account, stream.subject, transaction)
                settled = (settled.leases + 1, settled.bytes + lease.leased)
            }
            return settled
        }
    }

    private func deadStreams(
        _ isLiving: (ProcessIdentity) throws -> Bool
    ) throws -> [(StreamKey, DownloadLease)] {
        var open: [(StreamKey, DownloadLease)] = []
        try environment.read { transaction in
            try transaction.scan(leases) { key, value in
                if let stream = StreamKey(key), let lease = DownloadLease(value) {
                    open.append((stream, lease))
                }
                return true
            }
        }
        var living: [ProcessIdentity: Bool] = [:]
        return try open.filter { _, lease in
            guard let owner = lease.owner else {
                return now() - lease.changedSeconds > Self.moveSecondsMax
            }
            if let known = living[owner] { return !known }
            let lives = try isLiving(owner)
            living[owner] = lives
            return !lives
        }
    }

    private func account(
        _ subject: RateLimitSubject,
        _ transaction: borrowing WriteTransaction
    ) throws -> DownloadAccount {
        let bytes = try transaction.value(accounts, subject.bytes)
        return bytes.flatMap(DownloadAccount.init) ?? DownloadAccount()
    }

    private func put(
        _ account: DownloadAccount,
        _ subject: RateLimitSubject,
        _ transaction: borrowing WriteTransaction
    ) throws {
        try transaction.put(accounts, subject.bytes, account.bytes)
    }

    private func lease(
        _ stream: StreamKey,
        _ transaction: borrowing WriteTransaction
    ) throws -> DownloadLease? {
        try transaction.value(leases, stream.bytes).flatMap(DownloadLease.init)
    }
}
