package import Kernel

/// One worker process as the master knows it.
package struct Worker: Equatable, Sendable {
    package let process: Int32
    /// Its place in the shared page; no other living worker has it.
    package let seat: Int
    /// Counts the workers of this instance; names its metrics.
    package let serial: Int
    /// Which reading of the settings it was started with.
    package let generation: Int
    package let startedAt: MonotonicTime
    package var isReady = false
    /// When a worker that was told to leave is killed.
    package var leavesBy: MonotonicTime?
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
}
