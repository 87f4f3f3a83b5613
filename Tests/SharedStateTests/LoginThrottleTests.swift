import Dispatch
import Kernel
import Synchronization
import TestSupport
import Testing

@testable import SharedState

@Suite struct `Login throttle` {
    private let state: StateUnderTest
    private let shared: SharedState
    private let clock: Clock

    /// A clock that a test turns.
    private final class Clock: Sendable {
        private let time = Mutex(MonotonicTime(nanoseconds: 1_000_000_000_000))
        func now() -> MonotonicTime { time.withLock { $0 } }
        func advance(seconds: Double) { time.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    init() throws {
        let clock = Clock()
        self.clock = clock
        state = try StateUnderTest()
        shared = try SharedState(state.configuration, as: .founder, clock: { clock.now() })
    }

    private var throttle: LoginThrottle { shared.loginThrottle }

    /// The wait that an attempt is told, or 0 for one that is admitted.
    private func wait(_ account: String, _ network: RateLimitSubject) throws -> Double {
        switch try throttle.begin(account: account, from: network) {
        case .admitted: 0
        case .refused(let seconds): seconds
        }
    }

    @Test func `the wait doubles with each failure up to its limit, and ends`() throws {
        for _ in 0..<5 { #expect(try wait("anna", .ipv4(1)) == 0) }
        var waits: [Double] = []
        for _ in 0..<13 {
            #expect(try wait("anna", .ipv4(1)) == 0)
            let wait = try wait("anna", .ipv4(1))
            waits.append(wait)
            clock.advance(seconds: wait)
        }
        #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
        clock.advance(seconds: ThrottleRule.memorySeconds + 1)
        for _ in 0..<5 { #expect(try wait("anna", .ipv4(1)) == 0) }
    }

    @Test func `a right password clears the way of its user from there`() throws {
        for _ in 0..<4 { _ = try wait("anna", .ipv4(1)) }
        guard case .admitted(let attempt) = try throttle.begin(account: "anna", from: .ipv4(1))
        else {
            Issue.record("refused")
            return
        }
        try throttle.succeeded(attempt)
        for _ in 0..<6 { #expect(try wait("anna", .ipv4(1)) == 0) }
        #expect(try wait("anna", .ipv4(1)) == 1)
    }

    @Test func `one network with many names is slowed down, whichever of its addresses asks`()
        throws
    {
        for index in 0..<ThrottleRule.network.freeFailures {
            #expect(try wait("user \(index)", .ipv4(0x0A00_0000 + UInt32(index))) == 0)
        }
        #expect(try wait("another", .ipv4(0x0A00_00FF)) == 0)
        #expect(try wait("yet another", .ipv4(0x0A00_0001)) == 1)
        #expect(try wait("yet another", .ipv4(0x0A00_0101)) == 0)
        #expect(try wait("yet another", .ipv6Network(5)) == 0)
    }

    @Test func `one name from many networks is slowed down shortly, so that its owner gets in`()
        throws
    {
        var longest = 0.0
        for index in 0..<200 {
            let wait = try wait("anna", .ipv6Network(UInt64(index)))
            longest = max(longest, wait)
            clock.advance(seconds: wait)
        }
        #expect(longest == ThrottleRule.account.delaySecondsMax)
    }

    /// Attempts are counted before their outcome is known.
    @Test func `however many ask at once, no more are admitted than the rules say`() throws {
        let admitted = Atomic<Int>(0)
        let throttle = throttle
        DispatchQueue.concurrentPerform(iterations: 400) { _ in
            do {
                if case .admitted = try throttle.begin(account: "anna", from: .ipv4(1)) {
                    admitted.wrappingAdd(1, ordering: .relaxed)
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(admitted.load(ordering: .relaxed) == ThrottleRule.pair.freeFailures + 1)
    }

    @Test func `rows are bounded, whatever names are tried, and swept when they are forgotten`()
        throws
    {
        let rowsMax = state.configuration.volatileBytes / 8 / RateLimiter.rowBytes
        let count = rowsMax / 2 + 500
        for index in 0..<count {
            _ = try wait("user \(index)", .ipv6Network(UInt64(index)))
        }
        #expect(try throttle.rowCount() <= rowsMax)
        clock.advance(seconds: ThrottleRule.memorySeconds + 1)
        try throttle.sweep()
        #expect(try throttle.rowCount() == 0)
    }

    @Test func `a row is read as it was written, and garbage is not`() {
        var row = ThrottleRow(at: MonotonicTime(nanoseconds: 5))
        row.reserve(.pair, at: MonotonicTime(nanoseconds: 7))
        #expect(ThrottleRow(row.bytes) == row)
        for count in 0..<row.bytes.count {
            #expect(ThrottleRow(Array(row.bytes.prefix(count))) == nil)
        }
    }
}
