import Kernel
import Settings
import SharedState
import Supervision
import Telemetry

/// What surrounds the master: settings, log, shared state, status and metrics.
final class MasterApplication: MasterDelegate {
    let instance: Instance
    let startedAt: MonotonicTime
    let isForeground: Bool
    private(set) var exitCode: Int32 = 0

    private(set) var settings: SettingsSnapshot
    private var launcher: WorkerLauncher
    private let serverLog: ServerLog
    private let shared: SharedState
    private let page: SlotPage
    private let housekeeping: Housekeeping
    private let monitoring: Monitoring
    private let readiness: ReadinessReport
    private var phase = MasterStatus.Phase.starting
    private var failedStarts = 0
    private var watchdog = ServiceWatchdog()
    private var nextSweep = MonotonicTime(nanoseconds: 0)

    /// Workers that may end before all pools are ready, until the start is given up.
    private static let failedStartsMax = 5
    static let sweepSeconds = 2.0

    /// - Parameter capacity: workers of all pools together, when an earlier program fixed them.
    init(
        _ instance: Instance,
        startedAt: MonotonicTime,
        capacity: Int?,
        readiness: ReadinessReport,
        isForeground: Bool
    ) throws {
        self.instance = instance
        self.startedAt = startedAt
        self.readiness = readiness
        self.isForeground = isForeground
        settings = try instance.settings()
        serverLog = try ServerLog(
            instance,
            settings,
            logger: "omeroweb.master",
            echoes: isForeground
        )
        launcher = try WorkerLauncher(instance, settings, startedAt: startedAt)
        shared = try SharedState(SharedStateConfiguration(settings, instance), as: .founder)
        page = try SlotPage(
            instance,
            settings,
            startedAt: startedAt,
            seats: Master.seatCount(
                capacity: capacity ?? PoolLayout(settings).pools.map(\.capacity).reduce(0, +)
            )
        )
        housekeeping = try Housekeeping(shared, startedAt: startedAt, log: serverLog)
        monitoring = Monitoring(shared, page, startedAt: startedAt)
        housekeeping.add(.sweep(quotaWindow))
    }

    var poolNames: [String] { launcher.poolNames }

    func masterConfiguration() throws -> MasterConfiguration {
        try MasterConfiguration(settings)
    }

    func startMonitoring() throws {
        try monitoring.start(at: settings[WebSettings.metricsAddress], log: serverLog)
    }

    func launch(_ assignment: WorkerAssignment) throws -> ChildProcess.Launch {
        try launcher.launch(assignment, output: serverLog.descriptor)
    }

    func reload() throws -> MasterConfiguration {
        let fresh = try instance.settings()
        try RestartOnly.check(fresh, against: settings)
        let configuration = try MasterConfiguration(fresh)
        launcher = try WorkerLauncher(instance, fresh, startedAt: startedAt)
        settings = fresh
        return configuration
    }

    func reopenLogs() {
        do throws(SystemError) {
            try serverLog.reopen()
        } catch {
            ServerLog.standardError("\(error)")
        }
    }

    /// Over which bytes of downloads are counted.
    private var quotaWindow: QuotaWindow { DownloadPolicy(settings).everybody.window }

    func log(_ line: String) { serverLog.write(line) }

    func lastHeartbeat(seat: Int) -> MonotonicTime? { page.heartbeat(seat: seat) }

    func started(_ assignment: WorkerAssignment, process: Int32) {
        log("worker \(assignment.pool)/\(assignment.slot) started (PID \(process))")
        housekeeping.add(.started(pool: assignment.pool))
    }

    func departed(_ worker: Worker, pool: String, _ departure: WorkerSlot.Departure) {
        log("worker \(pool) (PID \(worker.process)) \(departure.rawValue)")
        housekeeping.add(
            .departed(pool: pool, departure, serial: worker.serial, quotaWindow)
        )
        if phase == .starting && departure == .crashed { startFailed() }
    }

    /// Workers that end at once will not do better the tenth time.
    private func startFailed() {
        failedStarts += 1
        guard failedStarts == Self.failedStartsMax else { return }
        let error = MasterError.workersDoNotStart(logPath: serverLog.path)
        readiness.failed("\(error)")
        log("\(error)")
        exitCode = MasterProcess.exitUnavailable
        Signal.quit.send(to: Process.number)
    }

    func published(_ status: MasterStatus) {
        monitoring.publish(status)
        guard status.phase != phase else { return }
        phase = status.phase
        writeStatus()
        guard phase == .ready else { return }
        // Whoever hears that the pools are ready finds it written too.
        housekeeping.settle()
        readiness.ready()
    }

    private func writeStatus() {
        guard let document = monitoring.statusDocument() else { return }
        housekeeping.add(.status(document, path: StatusFile.path(instance, settings)))
    }

    func tick(_ now: MonotonicTime) {
        watchdog.remind(at: now)
        guard now >= nextSweep else { return }
        nextSweep = now.adding(seconds: Self.sweepSeconds)
        housekeeping.add(.sweep(quotaWindow))
        writeStatus()
    }

    /// Waits for writes that must not be cut off when another program takes over this process.
    func settle() { housekeeping.settle() }

    /// Folds the last rows, removes what tells that a master runs, and leaves its address.
    func finish() throws {
        try monitoring.stop()
        housekeeping.settle()
        try Directory.removeFileIfPresent(StatusFile.path(instance, settings))
        try page.remove()
        log("stopped")
    }
}
