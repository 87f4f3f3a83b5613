import Kernel
import SharedState
import Synchronization
import Telemetry

/// The thread of a worker that writes its row of metrics, so that no request waits for a writer.
final class MetricsFlusher: Sendable {
    private let shared: SharedState
    private let metrics: WorkerMetrics
    private let pool: String
    private let row: MetricsStore.RowID
    private let log: ServerLog
    private let isOver = Atomic<Bool>(false)
    private let wakeups = WaitingQueue<Bool>()
    private let ended = WaitingQueue<Bool>()

    static let intervalSeconds = 0.25

    init(
        _ shared: SharedState,
        _ metrics: WorkerMetrics,
        _ arguments: WorkerArguments,
        _ log: ServerLog
    ) {
        self.shared = shared
        self.metrics = metrics
        self.log = log
        pool = arguments.pool
        row = MetricsStore.RowID(
            masterStartNanoseconds: arguments.masterStartNanoseconds,
            serial: arguments.serial
        )
    }

    func start() throws {
        try Thread.start(name: "metrics") {
            var written: [UInt64] = []
            while !self.isOver.load(ordering: .acquiring) {
                let values = self.metrics.values
                if values != written {
                    self.flush()
                    written = values
                }
                _ = self.wakeups.take(withinSeconds: Self.intervalSeconds)
            }
            self.flush()
            self.ended.add(true)
        }
    }

    /// Writes the last numbers and ends the thread.
    func flushLast() {
        isOver.store(true, ordering: .releasing)
        wakeups.add(true)
        _ = ended.take()
    }

    private func flush() {
        do {
            try shared.metrics.flush(metrics, pool: pool, process: Process.number, row)
        } catch {
            log.write("metrics: \(error)", level: .error)
        }
    }
}
