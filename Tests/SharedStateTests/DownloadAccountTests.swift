import Testing

@testable import SharedState

@Suite struct `Download account` {
    private let day = QuotaWindow(seconds: 86_400, isSliding: false)
    private let noon = 1_700_000_000 / 86_400 * 86_400 + 43_200

    private func lease() -> DownloadLease { DownloadLease(owner: nil, changedSeconds: 0) }

    private func opened(
        _ account: inout DownloadAccount,
        _ length: Int?,
        _ limits: DownloadLimits
    ) -> (lease: DownloadLease, refusal: DownloadRefusal?) {
        var lease = lease()
        let refusal = account.open(&lease, length: length, limits, at: noon)
        return (lease, refusal)
    }

    @Test func `a download that fits is promised all of its bytes`() {
        var account = DownloadAccount()
        let limits = DownloadLimits(bytes: 100 << 20, window: day)
        let first = opened(&account, 60 << 20, limits)
        #expect(first.refusal == nil)
        #expect(first.lease.leased + first.lease.promised == 60 << 20)
        #expect(first.lease.leased <= LeaseSize.bytesMax)
        // Another of the same size does not fit beside it, though nothing is sent yet.
        #expect(
            opened(&account, 60 << 20, limits).refusal
                == .quotaExceeded(leftBytes: 40 << 20, retryAfterSeconds: 1)
        )
        #expect(opened(&account, 40 << 20, limits).refusal == nil)
    }

    @Test func `what is used counts until its window ends`() {
        var account = DownloadAccount()
        let limits = DownloadLimits(bytes: 1000, window: day)
        let first = opened(&account, 1000, limits)
        account.close(first.lease, sent: 1000, day, at: noon)
        let refusal = opened(&account, 1, limits).refusal
        #expect(refusal == .quotaExceeded(leftBytes: 0, retryAfterSeconds: 43_200))
        var lease = lease()
        #expect(account.open(&lease, length: 1000, limits, at: noon + 43_199) != nil)
        #expect(account.open(&lease, length: 1000, limits, at: noon + 43_200) == nil)
    }

    @Test func `a file larger than the quota never fits`() {
        var account = DownloadAccount()
        let limits = DownloadLimits(bytes: 1000, window: day, sizeBytes: 5000)
        #expect(
            opened(&account, 1001, limits).refusal
                == .quotaExceeded(leftBytes: 1000, retryAfterSeconds: nil)
        )
        #expect(
            opened(&account, 5001, limits).refusal
                == .tooLarge(sizeBytes: 5001, limitBytes: 5000)
        )
    }

    @Test func `where downloads are cut short one begins as long as a byte is left`() {
        var account = DownloadAccount()
        let limits = DownloadLimits(bytes: 1000, window: day, truncates: true)
        let first = opened(&account, 5000, limits)
        #expect(first.refusal == nil && first.lease.leased == 1000)
        #expect(opened(&account, 5000, limits).refusal != nil)
    }

    @Test func `what was not sent can be downloaded again`() {
        var account = DownloadAccount()
        let limits = DownloadLimits(bytes: 1000, window: day)
        let first = opened(&account, 1000, limits)
        account.close(first.lease, sent: 300, day, at: noon)
        #expect(account.leftBytes(limits) == 700 && account.streams == 0)
    }

    @Test func `what a dead worker had reserved counts as sent, what it was promised does not`() {
        var account = DownloadAccount()
        let limits = DownloadLimits(bytes: 100 << 20, window: day)
        let first = opened(&account, 50 << 20, limits)
        account.burn(first.lease, day, at: noon)
        #expect(account.usage.bytes == first.lease.leased)
        #expect(account.totals.burntBytes == first.lease.leased)
        #expect(account.leased == 0 && account.promised == 0 && account.streams == 0)
    }

    @Test func `a limit of streams counts those that are open`() {
        var account = DownloadAccount()
        let limits = DownloadLimits(window: day, streams: 2)
        let first = opened(&account, 10, limits)
        #expect(opened(&account, 10, limits).refusal == nil)
        #expect(opened(&account, 10, limits).refusal == .tooManyStreams(limit: 2))
        account.close(first.lease, sent: 10, day, at: noon)
        #expect(opened(&account, 10, limits).refusal == nil)
        #expect(account.totals == .init(bytes: 10, downloads: 3, refusals: 1, burntBytes: 0))
    }

    @Test func `a clock that is set back brings no window again`() {
        var account = DownloadAccount()
        let limits = DownloadLimits(bytes: 1000, window: day)
        let first = opened(&account, 1000, limits)
        account.close(first.lease, sent: 1000, day, at: noon)
        var lease = lease()
        #expect(account.open(&lease, length: 1, limits, at: noon - 86_400) != nil)
    }

    @Test func `a sliding window forgets byte by byte, and never too early`() {
        var account = DownloadAccount()
        let hour = QuotaWindow(seconds: 3600, isSliding: true)
        let limits = DownloadLimits(bytes: 1000, window: hour)
        for (minute, bytes) in [(0, 600), (30, 400)] {
            var lease = lease()
            let moment = noon + minute * 60
            #expect(account.open(&lease, length: bytes, limits, at: moment) == nil)
            account.close(lease, sent: bytes, hour, at: moment)
        }
        var lease = lease()
        #expect(account.open(&lease, length: 600, limits, at: noon + 3600) != nil)
        #expect(account.open(&lease, length: 600, limits, at: noon + 3600 + 120) == nil)
    }

    @Test func `another length of the window keeps what was used`() {
        var account = DownloadAccount()
        let limits = DownloadLimits(bytes: 1000, window: day)
        let first = opened(&account, 1000, limits)
        account.close(first.lease, sent: 1000, day, at: noon)
        for window in [
            QuotaWindow(seconds: 86_400, isSliding: true),
            QuotaWindow(seconds: 604_800, isSliding: false),
        ] {
            var lease = lease()
            let other = DownloadLimits(bytes: 1000, window: window)
            #expect(account.open(&lease, length: 1, other, at: noon + 1) != nil)
        }
    }

    @Test func `what is written is read again, and other versions are nothing`() {
        var account = DownloadAccount()
        let first = opened(&account, 1 << 20, DownloadLimits(bytes: 2 << 20, window: day))
        account.close(first.lease, sent: 5, day, at: noon)
        _ = opened(&account, 1 << 19, DownloadLimits(bytes: 2 << 20, window: day))
        #expect(DownloadAccount(account.bytes) == account)
        var other = account.bytes
        other[0] = 9
        #expect(DownloadAccount(other) == nil)
        for length in 0..<account.bytes.count {
            #expect(DownloadAccount(Array(account.bytes[..<length])) == nil)
        }
        let owned = DownloadLease(
            owner: ProcessIdentity(process: 7, startTicks: 8),
            changedSeconds: 9
        )
        #expect(DownloadLease(owned.bytes) == owned)
        #expect(DownloadLease(first.lease.bytes) == first.lease)
    }
}
