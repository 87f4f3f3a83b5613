package import Kernel

/// When a slot whose workers crash may start the next one.
///
/// A few crashes are answered at once; more than `crashesMax` within the window wait, twice as long
/// each time, until a worker lives as long as the window.
package struct RestartBackoff: Equatable, Sendable {
    package static let crashesMax = 5
    package static let windowSeconds = 30.0
    package static let delaySecondsMax = 60.0

    private var crashes: [MonotonicTime] = []
    private var delaySeconds = 0.0
    /// No worker starts before this moment.
    package private(set) var earliestStart = MonotonicTime(nanoseconds: 0)

    package init() {}

    package mutating func crashed(at now: MonotonicTime) {
        crashes.removeAll { now.seconds(since: $0) > Self.windowSeconds }
        if crashes.isEmpty { delaySeconds = 0 }
        crashes.append(now)
        guard crashes.count > Self.crashesMax else { return }
        delaySeconds = min(max(1, delaySeconds * 2), Self.delaySecondsMax)
        earliestStart = now.adding(seconds: delaySeconds)
    }

    package func allowsStart(at now: MonotonicTime) -> Bool { now >= earliestStart }
}
