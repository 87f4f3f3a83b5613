import Kernel
import SharedState
import Supervision
import Telemetry

/// The master's thread for everything that writes: its loop never waits for another writer.
final class Housekeeping: Sendable {
    enum Job: Sendable {
        case started(pool: String)
        case departed(pool: String, WorkerSlot.Departure, serial: Int, QuotaWindow)
        case sweep(QuotaWindow)
        case status([UInt8], path: String)
        /// Tells that everything added before is done.
        case settle
    }

    private let jobs = WaitingQueue<Job>()
    private let done = WaitingQueue<Bool>()
    private let shared: SharedState
    private let masterStartNanoseconds: Int64
    private let log: ServerLog

    init(_ shared: SharedState, startedAt: MonotonicTime, log: ServerLog) throws {
        self.shared = shared
        masterStartNanoseconds = startedAt.nanoseconds
        self.log = log
        try Thread.start(name: "housekeeping") { self.run() }
    }

    func add(_ job: Job) { jobs.add(job) }

    /// Waits until everything added before is done.
    func settle() {
        jobs.add(.settle)
        _ = done.take()
    }

    private func run() {
        while true {
            let job = jobs.take()
            do {
                try perform(job)
            } catch {
                log.write("shared state: \(error)", level: .error)
            }
        }
    }

    private func perform(_ job: Job) throws {
        switch job {
        case .started(let pool):
            try shared.metrics.count(MetricSeries(MetricCatalogue.workerStarts).of(pool: pool))
        case .departed(let pool, let departure, let serial, let window):
            try settleDownloads(window)
            try shared.metrics.fold(
                MetricsStore.RowID(
                    masterStartNanoseconds: masterStartNanoseconds,
                    serial: serial
                )
            )
            let reason = [MetricSeries.Label("reason", departure.rawValue)]
            try shared.metrics.count(
                MetricSeries(MetricCatalogue.workerDepartures, reason).of(pool: pool)
            )
            try clearReaders()
        case .sweep(let window):
            try clearReaders()
            // Workers of a master that died may have left later than it did.
            try shared.metrics.foldDead()
            try shared.rateLimiter.sweep(at: .now())
            try shared.loginThrottle.sweep()
            try settleDownloads(window)
            try shared.downloads.sweepNetworks(window)
            try shared.speed.sweep()
            _ = try shared.sessions.sweep(atSeconds: WallClock.nowSeconds())
        case .status(let document, let path):
            try AtomicReplacement.write(document, to: path, mode: 0o600)
        case .settle: done.add(true)
        }
    }

    /// What dead workers had reserved of quotas counts as used.
    private func settleDownloads(_ window: QuotaWindow) throws {
        let settled = try shared.downloads.settleDead(window)
        guard settled.leases > 0 else { return }
        try shared.metrics.count(
            MetricSeries(MetricCatalogue.burntLeases),
            by: Double(settled.leases)
        )
        try shared.metrics.count(
            MetricSeries(MetricCatalogue.burntBytes),
            by: Double(settled.bytes)
        )
    }

    private func clearReaders() throws {
        let cleared = shared.checkReaders()
        guard cleared > 0 else { return }
        try shared.metrics.count(
            MetricSeries(MetricCatalogue.readersCleared),
            by: Double(cleared)
        )
    }
}
