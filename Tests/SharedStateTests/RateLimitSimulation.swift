import Kernel

@testable import SharedState

/// Processes that ask one bucket for admission in a time that only the test moves.
struct RateLimitSimulation {
    /// What may go wrong while processes ask.
    struct Disturbances {
        /// Chance of a process to end with its lease, at each request.
        var crashChance = 0.0
        /// Chance of a pause of up to a burst's time, at each request.
        var pauseChance = 0.0
        /// Chance of the clock to stand still until the next request.
        var standChance = 0.0
        /// Policies that processes have who were started with other settings.
        var otherPolicies: [RateLimitPolicy] = []
    }

    private let policy: RateLimitPolicy
    private let disturbances: Disturbances
    private var generator: SeededGenerator
    private var now = MonotonicTime(nanoseconds: 1_000_000_000)
    private var bucket: TokenBucket
    private var processes: [LocalAllowance]
    /// Times of the admissions in seconds since the start.
    private(set) var admissions: [Double] = []
    private(set) var transactions = 0
    private(set) var requests = 0
    private(set) var elapsedSeconds = 0.0

    init(_ policy: RateLimitPolicy, processes: Int, seed: UInt64, _ disturbances: Disturbances) {
        self.policy = policy
        self.disturbances = disturbances
        generator = SeededGenerator(seed: seed)
        bucket = TokenBucket(full: policy, at: now)
        self.processes = Array(repeating: LocalAllowance(), count: processes)
    }

    /// Lets the processes ask for that long, together so many times as often as is allowed.
    mutating func run(seconds: Double, demand: Double) {
        let start = now
        let meanPause = 1 / (policy.ratePerSecond * demand)
        while elapsedSeconds < seconds {
            if !chance(disturbances.standChance) {
                now = now.adding(seconds: meanPause * Double.random(in: 0...2, using: &generator))
            }
            if chance(disturbances.pauseChance) {
                let longest = policy.burst / policy.ratePerSecond
                now = now.adding(seconds: Double.random(in: 0...longest, using: &generator))
            }
            elapsedSeconds = now.seconds(since: start)
            if elapsedSeconds <= seconds { ask() }
        }
    }

    /// The worst that clients can do: let every process take a lease, wait until it is nearly over
    /// while the bucket fills, and then use all leases and all tokens at once.
    mutating func runAmbushes(rounds: Int) {
        let start = now
        for _ in 0..<rounds {
            let filling = policy.burst / policy.ratePerSecond
            now = now.adding(seconds: filling * Double(Int.random(in: 0...2, using: &generator)))
            elapsedSeconds = now.seconds(since: start)
            for _ in 0..<(2 * processes.count) { ask() }
            now = now.adding(
                seconds: policy.leaseSeconds * Double.random(in: 0...1.2, using: &generator)
            )
            if Bool.random(using: &generator) { useLeases(until: now, since: start) }
            for _ in 0..<Int(4 * policy.burst) {
                elapsedSeconds = now.seconds(since: start)
                ask()
                now = now.adding(seconds: policy.leaseSeconds / (40 * policy.burst))
            }
        }
    }

    /// Uses all leases in the last moment before they are over, and passes on to the next.
    private mutating func useLeases(until moment: MonotonicTime, since start: MonotonicTime) {
        for index in processes.indices {
            guard let lease = processes[index].close() else { continue }
            let last = MonotonicTime(nanoseconds: lease.lease.expires.nanoseconds - 1)
            guard last >= moment else { continue }
            now = max(now, last)
            let time = last.seconds(since: start)
            admissions += Array(repeating: time, count: Int(lease.unused))
        }
        admissions.sort()
        now = now.adding(seconds: 1e-8)
    }

    private mutating func ask() {
        let index = Int.random(in: 0..<processes.count, using: &generator)
        if chance(disturbances.crashChance) { processes[index] = LocalAllowance() }
        requests += 1
        if case .admitted = verdict(of: index) { admissions.append(elapsedSeconds) }
    }

    private mutating func verdict(of index: Int) -> RateLimitVerdict {
        if let verdict = processes[index].admit(at: now) { return verdict }
        transactions += 1
        let policies = [policy] + disturbances.otherPolicies
        let policy = policies[index % policies.count]
        let answer = bucket.serve(policy, closing: processes[index].close(), at: now)
        // Rows are kept as bytes between transactions.
        bucket = TokenBucket(bucket.bytes) ?? bucket
        return processes[index].receive(answer, policy, at: now)
    }

    private mutating func chance(_ probability: Double) -> Bool {
        probability > 0 && Double.random(in: 0..<1, using: &generator) < probability
    }

    /// By how much the worst interval exceeds burst + rate · its length; not positive when none does.
    func worstExcess(burst: Double, rate: Double) -> Double {
        // An interval from admission i to j holds j − i + 1, so only the lowest i − rate · t counts.
        var lowest = Double.infinity
        var worst = -Double.infinity
        for (index, time) in admissions.enumerated() {
            lowest = min(lowest, Double(index) - rate * time)
            worst = max(worst, Double(index + 1) - rate * time - lowest - burst)
        }
        return worst
    }
}

/// Random numbers that a seed repeats (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
