import Kernel

extension WorkerSlot {
    /// Why a worker ended.
    package enum Departure: String, Sendable, CaseIterable {
        case recycled
        case stopped
        case crashed
        /// It was killed because it showed no life or did not leave in time.
        case aborted

        init(
            of worker: Worker,
            _ role: Role,
            _ ending: ChildProcess.Ending,
            isWanted: Bool
        ) {
            if worker.killedBy != nil {
                self = .aborted
            } else if ending == .exited(0) && (role == .leaving || !isWanted) {
                self = isWanted ? .recycled : .stopped
            } else {
                self = .crashed
            }
        }
    }
}
