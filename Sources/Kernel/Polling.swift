import CLinux

/// Asks again and again until something is so.
package enum Polling {
    /// Time between two questions.
    private static let intervalMilliseconds: Int32 = 20

    /// Whether the answer became true before the time was over.
    package static func wait<Failure: Error>(
        seconds: Double,
        until isDone: () throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        let deadline = MonotonicTime.now().adding(seconds: seconds)
        while true {
            if try isDone() { return true }
            if MonotonicTime.now() >= deadline { return false }
            _ = clinux_poll(-1, 0, intervalMilliseconds)
        }
    }
}
