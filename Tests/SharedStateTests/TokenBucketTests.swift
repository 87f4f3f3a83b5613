import Kernel
import Testing

@testable import SharedState

@Suite struct `Token bucket` {
    /// Fractions are added up in binary; a millionth of a request is nobody's.
    private static let rounding = 1e-6

    private static let policies: [RateLimitPolicy] = [
        (1.0 / 60, 1), (1.0 / 60, 5), (1, 1), (1, 10), (10, 3), (10, 100), (100, 100), (1000, 50),
        (1000, 1000), (10_000, 10_000), (10_000, 64),
    ].map { RateLimitPolicy(name: "api", ratePerSecond: $0.0, burst: $0.1) }

    /// Long enough for a few thousand admissions, or for sixty where they are rare.
    private static func seconds(_ policy: RateLimitPolicy) -> Double {
        max(60, min(3000, 4 * policy.burst)) / policy.ratePerSecond
    }

    @Test(arguments: policies)
    func `under any demand no interval sees more than burst and rate allow`(
        _ policy: RateLimitPolicy
    ) {
        for seed in 1...12 as ClosedRange<UInt64> {
            var disturbances = RateLimitSimulation.Disturbances()
            disturbances.crashChance = seed % 3 == 0 ? 0.01 : 0
            disturbances.pauseChance = seed % 2 == 0 ? 0.002 : 0
            disturbances.standChance = seed % 4 == 0 ? 0.5 : 0
            var simulation = RateLimitSimulation(
                policy,
                processes: 1 + Int(seed % 8),
                seed: seed,
                disturbances
            )
            simulation.run(seconds: Self.seconds(policy), demand: [0.5, 1, 3, 20][Int(seed % 4)])
            let excess = simulation.worstExcess(burst: policy.burst, rate: policy.ratePerSecond)
            #expect(excess <= Self.rounding, "seed \(seed)")
        }
    }

    @Test(arguments: policies)
    func `leases saved up for one moment do not exceed the burst`(_ policy: RateLimitPolicy) {
        for seed in 1...8 as ClosedRange<UInt64> {
            var simulation = RateLimitSimulation(
                policy,
                processes: 1 + Int(seed % 8),
                seed: seed,
                RateLimitSimulation.Disturbances()
            )
            simulation.runAmbushes(rounds: Int(max(3, min(40, 10_000 / policy.burst))))
            let excess = simulation.worstExcess(burst: policy.burst, rate: policy.ratePerSecond)
            #expect(excess <= Self.rounding, "seed \(seed)")
        }
    }

    @Test(arguments: policies)
    func `a demand that never rests gets 98 percent of what is allowed`(
        _ policy: RateLimitPolicy
    ) {
        for seed in 1...6 as ClosedRange<UInt64> {
            let seconds = Self.seconds(policy)
            var simulation = RateLimitSimulation(
                policy,
                processes: [1, 4, 8][Int(seed % 3)],
                seed: seed,
                RateLimitSimulation.Disturbances()
            )
            simulation.run(seconds: seconds, demand: 40)
            let allowed = (policy.burst + policy.ratePerSecond * seconds).rounded(.down)
            let admitted = Double(simulation.admissions.count)
            #expect(admitted <= allowed, "seed \(seed)")
            #expect(admitted >= 0.98 * allowed - 1, "seed \(seed): \(admitted) of \(allowed)")
        }
    }

    @Test func `crashes cost their subject tokens and never give any`() {
        let policy = RateLimitPolicy(name: "api", ratePerSecond: 1000, burst: 1000)
        for seed in 1...10 as ClosedRange<UInt64> {
            var disturbances = RateLimitSimulation.Disturbances()
            disturbances.crashChance = 0.05
            var simulation = RateLimitSimulation(policy, processes: 8, seed: seed, disturbances)
            simulation.run(seconds: 5, demand: 3)
            #expect(simulation.worstExcess(burst: 1000, rate: 1000) <= Self.rounding)
            #expect(simulation.admissions.count > 4000, "seed \(seed)")
        }
    }

    @Test func `limits that differ between processes keep to the larger one`() {
        let low = RateLimitPolicy(name: "api", ratePerSecond: 10, burst: 20)
        let high = RateLimitPolicy(name: "api", ratePerSecond: 400, burst: 1000)
        for seed in 1...20 as ClosedRange<UInt64> {
            var disturbances = RateLimitSimulation.Disturbances()
            disturbances.otherPolicies = [low]
            disturbances.pauseChance = 0.002
            var simulation = RateLimitSimulation(high, processes: 6, seed: seed, disturbances)
            simulation.run(seconds: 20, demand: 3)
            let excess = simulation.worstExcess(burst: high.burst, rate: high.ratePerSecond)
            #expect(excess <= Self.rounding, "seed \(seed)")
        }
    }

    @Test func `plenty of tokens cost few transactions`() {
        let policy = RateLimitPolicy(name: "api", ratePerSecond: 10_000, burst: 10_000)
        var simulation = RateLimitSimulation(
            policy,
            processes: 4,
            seed: 1,
            RateLimitSimulation.Disturbances()
        )
        simulation.run(seconds: 2, demand: 0.5)
        #expect(simulation.admissions.count == simulation.requests)
        #expect(simulation.transactions < simulation.requests / 50)
    }

    @Test func `refusals cost few transactions`() {
        let policy = RateLimitPolicy(name: "api", ratePerSecond: 1000, burst: 1000)
        var simulation = RateLimitSimulation(
            policy,
            processes: 4,
            seed: 1,
            RateLimitSimulation.Disturbances()
        )
        simulation.run(seconds: 4, demand: 100)
        #expect(simulation.transactions < simulation.requests / 50)
    }

    private let policy = RateLimitPolicy(name: "api", ratePerSecond: 100, burst: 100)
    private let start = MonotonicTime(nanoseconds: 5_000_000_000)

    private func granted(_ answer: TokenBucket.Answer) -> TokenBucket.Lease? {
        if case .granted(let lease, _) = answer { lease } else { nil }
    }

    @Test func `a clock that stands or goes back fills nothing`() {
        var bucket = TokenBucket(full: policy, at: start)
        while case .granted = bucket.serve(policy, closing: nil, at: start) {}
        let empty = bucket.tokens
        _ = bucket.serve(policy, closing: nil, at: start)
        #expect(bucket.tokens == empty)
        let earlier = MonotonicTime(nanoseconds: 1)
        guard case .empty = bucket.serve(policy, closing: nil, at: earlier) else {
            Issue.record("a clock that goes back must not fill the bucket")
            return
        }
        #expect(bucket.tokens == empty)
    }

    /// The rest of a lease was once put back whenever its owner came back, in whatever time.
    @Test func `the rest of a lease that was forgotten is not put back`() throws {
        var bucket = TokenBucket(full: policy, at: start)
        let lease = try #require(granted(bucket.serve(policy, closing: nil, at: start)))
        #expect(lease.tokens >= 2)
        let later = start.adding(seconds: 10)
        let closed = TokenBucket.ClosedLease(lease: lease, unused: lease.tokens)
        let other = try #require(granted(bucket.serve(policy, closing: nil, at: later)))
        let before = bucket.tokens
        _ = bucket.serve(policy, closing: closed, at: later)
        #expect(bucket.tokens + 1 <= before)
        #expect(bucket.tokens + bucket.younger.tokens + bucket.older.tokens <= policy.burst)
        #expect(other.tokens > 0)
    }

    @Test func `the rest of a lease that is still counted is put back`() throws {
        var bucket = TokenBucket(full: policy, at: start)
        let lease = try #require(granted(bucket.serve(policy, closing: nil, at: start)))
        let closed = TokenBucket.ClosedLease(lease: lease, unused: lease.tokens)
        let next = try #require(granted(bucket.serve(policy, closing: closed, at: start)))
        #expect(bucket.tokens == 100 - 2 - next.tokens)
    }

    /// A row that was swept and made again once took a lease of its predecessor for its own.
    @Test func `a new bucket takes nothing back from leases of an earlier one`() throws {
        var first = TokenBucket(full: policy, at: start)
        let lease = try #require(granted(first.serve(policy, closing: nil, at: start)))
        let later = start.adding(seconds: 60)
        var second = TokenBucket(full: policy, at: later)
        let closed = TokenBucket.ClosedLease(lease: lease, unused: lease.tokens)
        _ = second.serve(policy, closing: closed, at: later)
        #expect(second.tokens + second.younger.tokens == 99)
    }

    @Test func `a lower limit takes effect at once and a higher one fills at its rate`() {
        var bucket = TokenBucket(full: policy, at: start)
        let low = RateLimitPolicy(name: "api", ratePerSecond: 1, burst: 10)
        _ = bucket.serve(low, closing: nil, at: start)
        #expect(bucket.tokens <= 9)
        _ = bucket.serve(policy, closing: nil, at: start.adding(seconds: 0.1))
        #expect(bucket.tokens <= 19)
    }

    @Test func `a bucket is full when it has everything and nobody holds a lease`() {
        var bucket = TokenBucket(full: policy, at: start)
        #expect(bucket.isFull(policy, at: start))
        _ = bucket.serve(policy, closing: nil, at: start)
        #expect(!bucket.isFull(policy, at: start.adding(seconds: 0.01)))
        #expect(bucket.isFull(policy, at: start.adding(seconds: 2)))
    }

    @Test func `a bucket is read as it was written, and another version is not`() {
        var bucket = TokenBucket(full: policy, at: start)
        _ = bucket.serve(policy, closing: nil, at: start.adding(seconds: 0.3))
        #expect(TokenBucket(bucket.bytes) == bucket)
        #expect(TokenBucket([9] + bucket.bytes.dropFirst()) == nil)
        #expect(TokenBucket(Array(bucket.bytes.dropLast())) == nil)
        #expect(TokenBucket([]) == nil)
    }
}
