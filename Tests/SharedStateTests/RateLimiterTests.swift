import Kernel
import LMDB
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import SharedState

@Suite struct `Rate limiter` {
    let state: StateUnderTest
    private let subject = RateLimitSubject.ipv4(0x7F00_0001)

    init() throws { state = try StateUnderTest() }

    /// A clock that stands until a test moves it.
    private final class TestClock: Sendable {
        private let nanoseconds = Atomic<Int64>(1_000_000_000_000)

        var now: MonotonicTime {
            MonotonicTime(nanoseconds: nanoseconds.load(ordering: .relaxed))
        }

        func advance(seconds: Double) {
            nanoseconds.add(Int64(seconds * 1e9), ordering: .relaxed)
        }
    }

    private func limiter(
        rate: Double,
        burst: Double,
        _ clock: TestClock
    ) throws -> (SharedState, RateLimiter) {
        state.configuration.policies = [
            RateLimitPolicy(name: "api", ratePerSecond: rate, burst: burst)
        ]
        let shared = try state.open { clock.now }
        return (shared, shared.rateLimiter)
    }

    @Test func `a burst is admitted and then refused until a token is there`() throws {
        let clock = TestClock()
        let (_, limiter) = try limiter(rate: 1, burst: 3, clock)
        for remaining in [2, 1, 0] {
            let verdict = try limiter.admit(0, subject, at: clock.now)
            #expect(verdict == .admitted(remaining: remaining))
        }
        #expect(try limiter.admit(0, subject, at: clock.now) == .refused(retryAfterSeconds: 1))
        clock.advance(seconds: 0.25)
        #expect(limiter.admitLocally(0, subject, at: clock.now) == .refused(retryAfterSeconds: 0.75))
        clock.advance(seconds: 0.75)
        #expect(try limiter.admit(0, subject, at: clock.now) == .admitted(remaining: 0))
    }

    @Test func `subjects and policies have buckets of their own`() throws {
        let clock = TestClock()
        state.configuration.policies = ["api", "login"].map {
            RateLimitPolicy(name: $0, ratePerSecond: 1, burst: 1)
        }
        let limiter = try state.open { clock.now }.rateLimiter
        let subjects: [RateLimitSubject] = [
            .user(1), .user(2), .ipv4(1), .ipv6Network(1), .local,
        ]
        for subject in subjects {
            for policy in 0...1 {
                #expect(
                    try limiter.admit(policy, subject, at: clock.now) == .admitted(remaining: 0)
                )
            }
        }
    }

    @Test func `nothing is known locally before the first transaction`() throws {
        let clock = TestClock()
        let (_, limiter) = try limiter(rate: 1000, burst: 1000, clock)
        #expect(limiter.admitLocally(0, subject, at: clock.now) == nil)
        _ = try limiter.admit(0, subject, at: clock.now)
        #expect(limiter.admitLocally(0, subject, at: clock.now) != nil)
        clock.advance(seconds: 1)
        #expect(limiter.admitLocally(0, subject, at: clock.now) == nil)
    }

    @Test func `threads of one process share a lease`() async throws {
        let clock = TestClock()
        let (_, limiter) = try limiter(rate: 10, burst: 500, clock)
        let admitted = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var admitted = 0
                    for _ in 0..<400 {
                        let verdict = try limiter.admit(0, .user(1), at: clock.now)
                        if case .admitted = verdict { admitted += 1 }
                    }
                    return admitted
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(admitted == 500)
    }

    @Test func `a bucket that is full again is swept, and others stay`() throws {
        let clock = TestClock()
        let (shared, limiter) = try limiter(rate: 1, burst: 10, clock)
        for user in 0..<50 { _ = try limiter.admit(0, .user(user), at: clock.now) }
        clock.advance(seconds: 5)
        for _ in 0..<10 { _ = try limiter.admit(0, .user(7), at: clock.now) }
        try limiter.sweep(at: clock.now)
        guard case .refused = try limiter.admit(0, .user(7), at: clock.now) else {
            Issue.record("a sweep must not give tokens")
            return
        }
        let before = try shared.usage()[0].usedBytes
        clock.advance(seconds: 60)
        try limiter.sweep(at: clock.now)
        #expect(try shared.usage()[0].usedBytes <= before)
        #expect(try limiter.admit(0, .user(7), at: clock.now) == .admitted(remaining: 9))
    }

    /// Addresses by the million must leave room for the metrics in the same database.
    @Test func `more subjects than there is room for are an error until others are swept`() throws {
        let clock = TestClock()
        state.configuration.volatileBytes = 1 << 20
        let (shared, limiter) = try limiter(rate: 1, burst: 2, clock)
        let rows = (1 << 19) / RateLimiter.rowBytes
        for address in 0..<UInt32(rows) { _ = try limiter.admit(0, .ipv4(address), at: clock.now) }
        #expect(throws: LMDBError.full) {
            try limiter.admit(0, .ipv4(UInt32(rows)), at: clock.now)
        }
        #expect(try limiter.admit(0, .ipv4(0), at: clock.now) == .admitted(remaining: 0))
        try shared.metrics.count(MetricSeries(MetricCatalogue.workerStarts))
        clock.advance(seconds: 5)
        try limiter.sweep(at: clock.now)
        _ = try limiter.admit(0, .ipv4(UInt32(rows)), at: clock.now)
    }

    @Test(arguments: [(200.0, 100.0), (5000.0, 1000.0), (5.0, 8.0)])
    func `processes that hammer together get what the policy says, no more and hardly less`(
        _ rate: Double,
        _ burst: Double
    ) throws {
        let shared = try state.open()
        let arguments = ["admit", state.folder.path, "\(rate)", "\(burst)", "3"]
        let start = MonotonicTime.now()
        let probes = try (0..<4).map { _ in try ProbeProcess(arguments) }
        for probe in probes { #expect(try probe.line() == "ready") }
        var admitted = 0
        for probe in probes {
            let words = try probe.line().split(separator: " ")
            #expect(words[0] == "admitted")
            admitted += try #require(Int(words[1]))
        }
        let seconds = MonotonicTime.now().seconds(since: start)
        #expect(Double(admitted) <= burst + rate * seconds)
        // They may not have begun at once, so only the three seconds of one are certain.
        #expect(Double(admitted) >= 0.98 * (burst + rate * 3).rounded(.down) - 1)
        withExtendedLifetime(shared) {}
    }
}
