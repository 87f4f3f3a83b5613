import Kernel

/// How failed logins of one kind of subject slow down the next ones.
package struct ThrottleRule: Sendable, Equatable {
    /// Failures that cost nothing, since people mistype.
    package let freeFailures: Int
    /// Longest time until the next attempt; nobody is kept out for good.
    package let delaySecondsMax: Double

    /// Time after which failures are forgotten.
    package static let memorySeconds = 1800.0

    package init(freeFailures: Int, delaySecondsMax: Double) {
        self.freeFailures = freeFailures
        self.delaySecondsMax = delaySecondsMax
    }

    /// One user name from one network: the usual case of guessing.
    package static let pair = ThrottleRule(freeFailures: 5, delaySecondsMax: 900)
    /// One user name from everywhere: slow for guesses, short for its owner.
    package static let account = ThrottleRule(freeFailures: 30, delaySecondsMax: 10)
    /// One network with any user names, where many people may sit.
    package static let network = ThrottleRule(freeFailures: 50, delaySecondsMax: 900)

    /// 1 s after the first failure that is not free, twice that after the next, and so on.
    func delaySeconds(afterFailures failures: Int) -> Double {
        let doublings = failures - freeFailures - 1
        if doublings < 0 { return 0 }
        return doublings >= 20 ? delaySecondsMax : min(delaySecondsMax, Double(1 << doublings))
    }
}

/// The failures of one subject; a value that reads no clock.
struct ThrottleRow: Equatable {
    private(set) var failures = 0
    private(set) var blockedUntil = MonotonicTime(nanoseconds: 0)
    private(set) var updated: MonotonicTime

    private static let version: UInt8 = 1

    init(at now: MonotonicTime) { updated = now }

    /// Seconds until the next attempt may be made; 0 for now.
    func waitSeconds(at now: MonotonicTime) -> Double { max(0, blockedUntil.seconds(since: now)) }

    func isForgotten(at now: MonotonicTime) -> Bool {
        now.seconds(since: max(updated, blockedUntil)) > ThrottleRule.memorySeconds
    }

    /// Counts an attempt as failed before its outcome is known, so that attempts at the same moment
    /// do not all find the way free.
    mutating func reserve(_ rule: ThrottleRule, at now: MonotonicTime) {
        if isForgotten(at: now) { self = ThrottleRow(at: now) }
        failures = min(failures + 1, 1 << 20)
        updated = now
        blockedUntil = now.adding(seconds: rule.delaySeconds(afterFailures: failures))
    }

    /// Takes back what a successful attempt reserved.
    mutating func forgive(at now: MonotonicTime) {
        failures = max(0, failures - 1)
        blockedUntil = now
    }

    var bytes: [UInt8] {
        var writer = ByteWriter(bytes: [Self.version])
        writer.add(Int64(failures))
        writer.add(blockedUntil.nanoseconds)
        writer.add(updated.nanoseconds)
        return writer.bytes
    }

    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes, from: 1)
        guard bytes.first == Self.version, let failures = reader.signed(), failures >= 0,
            let until = reader.signed(), let updated = reader.signed()
        else { return nil }
        self.failures = Int(failures)
        blockedUntil = MonotonicTime(nanoseconds: until)
        self.updated = MonotonicTime(nanoseconds: updated)
    }
}
