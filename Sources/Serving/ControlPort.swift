/// What the master tells a worker.
package enum WorkerCommand: Sendable, Equatable {
    /// Hand everything idle to the other workers, finish, and leave.
    case drain
    /// Accept what is queued, close what is idle, finish, and leave.
    case stop
    /// Open the log files anew.
    case reopenLogs
}

/// What a worker tells the master.
package enum WorkerReport: Sendable, Equatable {
    case ready
    /// The worker answered as many requests as it should.
    case wantsReplacement
}

/// The line between a worker and its master.
package protocol ControlPort: AnyObject {
    var descriptor: Int32 { get }
    /// The next command; nil when none waits. The master's death reads as `stop`.
    func nextCommand() -> WorkerCommand?
    func report(_ report: WorkerReport)
}
