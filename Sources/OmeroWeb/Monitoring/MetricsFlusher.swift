import Kernel
import SharedState
import Telemetry

/// The thread of a worker that writes its row of metrics, so that no request waits for a writer.
final class MetricsFlusher: Sendable {
    private let shared: SharedState
    private let metrics: WorkerMetrics
    private let pool: String
    private let row: MetricsStore.RowID
    private let log: ServerLog
    private let stop = WaitingQueue<Void>()
    private let ended = WaitingQueue<Void>()

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
            repeat {
                let values = self.metrics.values
                if values != written { self.flush() }
                written = values
            } while self.stop.take(withinSeconds: Self.intervalSeconds) == nil
            self.flush()
            self.ended.add(())
        }
    }

    /// Writes the last numbers and ends the thread.
    func flushLast() {
        stop.add(())
        ended.take()
    }

    private func flush() {
        do {
            try shared.metrics.flush(metrics, pool: pool, process: Process.number, row)
        } catch {
            log.write("metrics: \(error)", level: .error)
        }
    }
}
