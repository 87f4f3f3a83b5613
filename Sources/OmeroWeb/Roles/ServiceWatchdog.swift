import Kernel

/// Tells a service supervisor regularly that the master's loop turns (sd_watchdog_enabled(3)).
struct ServiceWatchdog {
    private let notification: ServiceNotification?
    private let intervalSeconds: Double
    private var next = MonotonicTime(nanoseconds: 0)

    /// Reminds at half the time the supervisor waits; never when it waits for nothing.
    init() {
        let microseconds = Process.environment("WATCHDOG_USEC").flatMap { Double($0) }
        notification = microseconds == nil ? nil : ServiceNotification()
        intervalSeconds = (microseconds ?? 0) / 2e6
    }

    mutating func remind(at now: MonotonicTime) {
        guard let notification, now >= next else { return }
        next = now.adding(seconds: intervalSeconds)
        do throws(SystemError) {
            try notification.send("WATCHDOG=1")
        } catch {
            ServerLog.standardError("service supervisor: \(error)")
        }
    }
}
