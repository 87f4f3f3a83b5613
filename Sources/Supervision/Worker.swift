package import Kernel

/// One worker process as the master knows it.
package struct Worker: Equatable, Sendable {
    /// How a worker was told to leave.
    package enum Order: String, Sendable, CaseIterable {
        /// Pass on what is idle and finish the rest, downloads too.
        case drain
        /// Close what is idle and finish soon.
        case stop
    }

    package let process: Int32
    /// Its place in the shared page; no other living worker has it.
    package let seat: Int
    /// Counts the workers of this instance; names its metrics.
    package let serial: Int
    /// Which reading of the settings it was started with.
    package let generation: Int
    package let startedAt: MonotonicTime
    /// When it said that it takes connections.
    package var readyAt: MonotonicTime?
    /// It answered as many requests as it should.
    package var wantsReplacement = false
    package var order: Order?
    /// When a worker that was told to leave should be gone.
    package var leavesBy: MonotonicTime?
    /// When it hung up on the master without being told to leave.
    package var hungUpAt: MonotonicTime?
    /// The signal it was sent because it would not go or showed no life.
    package var killedBy: Signal?
    package var killedAt: MonotonicTime?

    package init(
        process: Int32,
        seat: Int,
        serial: Int,
        generation: Int,
        startedAt: MonotonicTime
    ) {
        self.process = process
        self.seat = seat
        self.serial = serial
        self.generation = generation
        self.startedAt = startedAt
    }

    package var isReady: Bool { readyAt != nil }
}
