/// What a worker says of itself in its slot's words of the shared page, read without locks.
package enum SlotGauge: Int, CaseIterable, Sendable {
    /// Nanoseconds since boot at which the worker last made progress.
    case heartbeat
    /// Process number of the worker that writes here.
    case process
    /// Requests being answered.
    case inFlight
    /// Open connections.
    case connections
    /// Requests answered since the worker started.
    case answered
    /// Handler threads at work.
    case busyThreads
    /// Handler threads the worker has.
    case threads

    /// Words a slot takes in the page: a cache line, so that workers do not disturb each other.
    package static let wordsPerSlot = 8
}
