/// What one user or network downloaded and has reserved; a value that reads no clock.
///
/// Bytes are reserved before they are sent, and counted as used when the kernel took them. A grant
/// keeps used + leased + promised within the quota, whatever the order of grants and settlements, so
/// no window ever sees more bytes than the quota. A lease whose window ended is counted in the window
/// in which it is settled.
struct DownloadAccount: Equatable {
    private(set) var usage = DownloadUsage()
    /// Sums over the leases of the open streams.
    private(set) var leased = 0
    private(set) var promised = 0
    private(set) var streams = 0
    /// Since the account exists, for reports.
    private(set) var totals = Totals()

    struct Totals: Equatable {
        var bytes = 0
        var downloads = 0
        var refusals = 0
        /// Reserved by workers that died: counted as used, sent perhaps in part.
        var burntBytes = 0
    }

    init() {}

    /// Begins a stream and reserves its first bytes.
    ///
    /// - Parameter length: bytes of the body; nil when only its end will tell.
    mutating func open(
        _ lease: inout DownloadLease,
        length: Int?,
        _ limits: DownloadLimits,
        at now: Int
    ) -> DownloadRefusal? {
        usage.advance(limits.window, to: now)
        if let refusal = refusal(length, limits) {
            totals.refusals += 1
            return refusal
        }
        streams += 1
        totals.downloads += 1
        if let length, limits.bytes != nil, !limits.truncates {
            lease.promised = length
            promised += length
        }
        _ = grant(&lease, wanted: length ?? .max, pace: LeaseSize.firstBytes, limits)
        return nil
    }

    private func refusal(_ length: Int?, _ limits: DownloadLimits) -> DownloadRefusal? {
        if let length, let limit = limits.sizeBytes, length > limit {
            return .tooLarge(sizeBytes: length, limitBytes: limit)
        }
        if let limit = limits.streams, streams >= limit { return .tooManyStreams(limit: limit) }
        guard let limit = limits.bytes else { return nil }
        let left = leftBytes(limits) ?? 0
        let needed = limits.truncates ? min(1, length ?? 1) : length ?? 1
        guard needed > left else { return nil }
        return .quotaExceeded(
            leftBytes: left,
            retryAfterSeconds: usage.secondsUntil(
                needed,
                fitInto: limit,
                held: leased + promised,
                limits.window
            )
        )
    }

    /// Settles what was sent and reserves more; answers how much more, 0 when nothing is left.
    ///
    /// - Parameter pace: as `LeaseSize` has it.
    mutating func exchange(
        _ lease: inout DownloadLease,
        sent: Int,
        wanted: Int,
        pace: Int,
        _ limits: DownloadLimits,
        at now: Int
    ) -> Int {
        usage.advance(limits.window, to: now)
        settle(&lease, sent: sent, limits.window)
        return grant(&lease, wanted: wanted, pace: pace, limits)
    }

    /// Ends a stream: what was not sent can be reserved again.
    mutating func close(_ lease: DownloadLease, sent: Int, _ window: QuotaWindow, at now: Int) {
        var lease = lease
        usage.advance(window, to: now)
        settle(&lease, sent: sent, window)
        leased -= lease.leased
        promised -= lease.promised
        streams -= 1
    }

    /// Gives back what is reserved and not sent, without the promise: the stream goes on elsewhere.
    mutating func pause(
        _ lease: inout DownloadLease,
        sent: Int,
        _ window: QuotaWindow,
        at now: Int
    ) {
        usage.advance(window, to: now)
        settle(&lease, sent: sent, window)
        // What was promised before it was leased is promised again.
        promised += lease.leased
        lease.promised += lease.leased
        leased -= lease.leased
        lease.leased = 0
    }

    /// Ends a stream whose process died: all it had reserved counts as sent.
    mutating func burn(_ lease: DownloadLease, _ window: QuotaWindow, at now: Int) {
        totals.burntBytes += lease.leased
        close(lease, sent: lease.leased, window, at: now)
    }

    /// Counts a stream again whose lease was taken for that of a dead process.
    mutating func reopen() { streams += 1 }

    /// Forgets what was used in the window; streams keep what they have reserved.
    mutating func reset() { usage.clear() }

    /// Bytes that may still be reserved; nil when there is no limit.
    func leftBytes(_ limits: DownloadLimits) -> Int? {
        limits.bytes.map { max(0, $0 - usage.bytes - leased - promised) }
    }

    /// What is left at a moment, and when the oldest bytes cease to count.
    func standing(
        _ limits: DownloadLimits,
        at now: Int
    ) -> (used: Int, left: Int?, resetSeconds: Int) {
        var account = self
        let moment = account.usage.advance(limits.window, to: now)
        let slot = account.usage.slots.first?.number ?? limits.window.slot(at: moment)
        return (
            account.usage.bytes, account.leftBytes(limits),
            max(1, limits.window.end(ofSlot: slot) - moment)
        )
    }

    /// Whether nothing would be different without the account.
    func isForgettable(_ window: QuotaWindow, at now: Int) -> Bool {
        var account = self
        account.usage.advance(window, to: now)
        return account.usage.bytes == 0 && account.streams == 0
    }

    private mutating func settle(_ lease: inout DownloadLease, sent: Int, _ window: QuotaWindow) {
        let sent = min(max(0, sent), lease.leased)
        lease.leased -= sent
        leased -= sent
        usage.add(sent, window)
        totals.bytes += sent
    }

    private mutating func grant(
        _ lease: inout DownloadLease,
        wanted: Int,
        pace: Int,
        _ limits: DownloadLimits
    ) -> Int {
        let isPromised = lease.promised > 0
        let left = isPromised ? lease.promised : leftBytes(limits) ?? .max
        let size = LeaseSize.bytes(
            left: left,
            streams: isPromised ? 1 : streams,
            pace: pace
        )
        let granted = max(0, min(wanted, left, size - lease.leased))
        if isPromised {
            lease.promised -= granted
            promised -= granted
        }
        lease.leased += granted
        leased += granted
        return granted
    }
}

extension DownloadAccount {
    private static let version: UInt8 = 1

    var bytes: [UInt8] {
        var writer = ByteWriter(bytes: [Self.version])
        let numbers = [
            leased, promised, streams, totals.bytes, totals.downloads, totals.refusals,
            totals.burntBytes,
        ]
        for number in numbers { writer.add(Int64(number)) }
        usage.write(to: &writer)
        return writer.bytes
    }

    /// Nil for another version.
    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes, from: 1)
        guard bytes.first == Self.version, let leased = reader.signed(),
            let promised = reader.signed(), let streams = reader.signed(),
            let total = reader.signed(), let downloads = reader.signed(),
            let refusals = reader.signed(), let burnt = reader.signed(),
            let usage = DownloadUsage(&reader)
        else { return nil }
        self.usage = usage
        self.leased = Int(leased)
        self.promised = Int(promised)
        self.streams = Int(streams)
        totals = Totals(
            bytes: Int(total),
            downloads: Int(downloads),
            refusals: Int(refusals),
            burntBytes: Int(burnt)
        )
    }
}
