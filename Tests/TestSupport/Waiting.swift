import Kernel

/// What a test waited for did not come in time.
package struct NeverHappened: Error, CustomStringConvertible {
    package let what: String
    package let seconds: Double

    package var description: String { "\(what) did not happen within \(seconds) s" }
}

/// Comes back once the condition holds, and throws when it does not within the time.
///
/// The condition is looked at every few milliseconds, so a test is as fast as what it waits for.
package func wait(
    for what: String,
    withinSeconds seconds: Double = 10,
    until condition: () throws -> Bool
) async throws {
    let deadline = MonotonicTime.now().adding(seconds: seconds)
    while try !condition() {
        if MonotonicTime.now() >= deadline { throw NeverHappened(what: what, seconds: seconds) }
        try await Task.sleep(for: .milliseconds(2))
    }
}
