package import Kernel

/// How a worker is started: everything but the sockets, which the master adds.
package struct WorkerAssignment: Sendable {
    package var pool: String
    package var slot: Int
    package var seat: Int
    package var serial: Int
    package var generation: Int
    /// Listening sockets the worker inherits.
    package var listenerCount: Int
}

/// What the master needs to know of the settings; read anew at each reload.
package struct MasterConfiguration: Sendable {
    package var pools: [PoolConfiguration]
    /// Time in which a worker finishes before it is killed.
    package var gracefulTimeoutSeconds = 30.0
    /// The same for workers of the asynchronous pool that are replaced, whose downloads may be long.
    package var drainTimeoutSeconds = 3600.0
    /// Age of a heartbeat at which a worker is aborted; 0 means any age.
    package var workerTimeoutSeconds = 60.0
    /// Time from starting a worker to its being ready.
    package var startTimeoutSeconds = 60.0

    package init(pools: [PoolConfiguration]) { self.pools = pools }
}

/// What the master asks of the application around it.
package protocol MasterDelegate: AnyObject {
    /// How to start a worker; the descriptors of the assignment are added by the master.
    func launch(_ assignment: WorkerAssignment) throws -> ChildProcess.Launch
    /// Reads the settings again; the old ones stay when it throws.
    func reload() throws -> MasterConfiguration
    func reopenLogs()
    func log(_ line: String)
    /// When the worker in that seat last showed life; nil when it has not yet.
    func lastHeartbeat(seat: Int) -> MonotonicTime?
    func started(_ assignment: WorkerAssignment, process: Int32)
    func departed(_ worker: Worker, pool: String, _ departure: WorkerSlot.Departure)
    func published(_ status: MasterStatus)
    /// Called a few times a second on the master's thread.
    func tick(_ now: MonotonicTime)
}
