package import Kernel

/// When a slot whose workers crash may start the next one.
///
/// A few crashes are answered at once; after them each start waits twice as long as the one before,
/// until a worker lives as long as the window.
package struct RestartBackoff: Equatable, Sendable {
    package static let crashesMax = 5
    package static let windowSeconds = 30.0
    package static let delaySecondsMin = 1.0
    package static let delaySecondsMax = 60.0

    private var crashCount = 0
    private var delaySeconds = 0.0
    /// No worker starts before this moment.
    package private(set) var earliestStart = MonotonicTime(nanoseconds: 0)

    package init() {}

    /// A worker crashed that had lived so long.
    package mutating func crashed(at now: MonotonicTime, livedSeconds: Double) {
        if livedSeconds >= Self.windowSeconds { self = RestartBackoff() }
        crashCount += 1
        if crashCount > Self.crashesMax { delay(from: now) }
    }

    /// A worker did not come to life at all; the next one waits in any case.
    package mutating func startFailed(at now: MonotonicTime) {
        crashCount += 1
        delay(from: now)
    }

    package func allowsStart(at now: MonotonicTime) -> Bool { now >= earliestStart }

    private mutating func delay(from now: MonotonicTime) {
        delaySeconds = min(max(Self.delaySecondsMin, delaySeconds * 2), Self.delaySecondsMax)
        earliestStart = now.adding(seconds: delaySeconds)
    }
}
