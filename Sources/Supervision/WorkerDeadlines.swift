import Kernel

/// When the master loses patience with a worker; a value that reads no clock.
struct WorkerDeadlines: Sendable {
    /// What is done to a worker that is late.
    enum Action: Equatable, Sendable {
        /// It is told to finish soon.
        case stop
        case signal(Signal)
    }

    /// Time between asking a worker to abort itself and killing it, or for one that hung up to end.
    static let graceSeconds = 2.0

    var startTimeoutSeconds: Double
    /// Age of a heartbeat at which a worker is aborted; 0 means any age.
    var workerTimeoutSeconds: Double
    /// When everything that still runs is killed.
    var stopDeadline: MonotonicTime?

    /// What is due now; nil when the worker still has time.
    func action(
        for worker: Worker,
        lastHeartbeat: MonotonicTime?,
        at now: MonotonicTime
    ) -> Action? {
        if let killedAt = worker.killedAt {
            let isOverdue = now.seconds(since: killedAt) > Self.graceSeconds
            return worker.killedBy != .kill && isOverdue ? .signal(.kill) : nil
        }
        if let stopDeadline, stopDeadline < now { return .signal(.kill) }
        if let leavesBy = worker.leavesBy, leavesBy < now {
            return worker.order == .drain ? .stop : .signal(.kill)
        }
        return isLost(worker, lastHeartbeat, now) ? .signal(.abort) : nil
    }

    private func isLost(
        _ worker: Worker,
        _ lastHeartbeat: MonotonicTime?,
        _ now: MonotonicTime
    ) -> Bool {
        if let hungUpAt = worker.hungUpAt, worker.order == nil {
            return now.seconds(since: hungUpAt) > Self.graceSeconds
        }
        guard let readyAt = worker.readyAt else {
            return now.seconds(since: worker.startedAt) > startTimeoutSeconds
        }
        // The seat may still have the beats of the worker before.
        let sign = max(readyAt, lastHeartbeat ?? readyAt)
        return workerTimeoutSeconds > 0 && now.seconds(since: sign) > workerTimeoutSeconds
    }
}
