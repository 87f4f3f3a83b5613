import Kernel
import LMDB
import Telemetry
import TestSupport
import Testing

@testable import SharedState

@Suite struct `Metrics store` {
    let state: StateUnderTest
    let shared: SharedState
    private var store: MetricsStore { shared.metrics }

    init() throws {
        state = try StateUnderTest()
        shared = try state.open()
    }

    private func id(_ serial: Int) -> MetricsStore.RowID {
        MetricsStore.RowID(masterStartNanoseconds: 1, serial: serial)
    }

    private func count(_ metrics: WorkerMetrics, _ requests: Int) {
        for _ in 0..<requests {
            metrics.countRequest(methodIndex: 0, code: 200, route: 0, bodyBytes: 10, seconds: 0.01)
        }
    }

    private func requests(pool: String = "sync") throws -> Double {
        let labels = [("pool", pool), ("method", "GET"), ("code", "200")]
            .map { MetricSeries.Label($0.0, $0.1) }
        return try store.snapshot().values[MetricSeries(MetricCatalogue.requests, labels)] ?? 0
    }

    private func flush(_ metrics: WorkerMetrics, _ serial: Int, pool: String = "sync") throws {
        try store.flush(metrics, pool: pool, process: Process.number, id(serial))
    }

    @Test func `rows of living workers are added up by pool`() throws {
        for serial in 1...3 {
            let metrics = WorkerMetrics(routes: ["page"], policies: [])
            count(metrics, serial)
            try flush(metrics, serial)
            try flush(metrics, serial)
        }
        let other = WorkerMetrics(routes: ["page"], policies: [])
        count(other, 5)
        try flush(other, 4, pool: "async")
        #expect(try requests() == 6)
        #expect(try requests(pool: "async") == 5)
    }

    @Test func `a row that is folded counts as before, once, and is gone`() throws {
        let metrics = WorkerMetrics(routes: ["page"], policies: [])
        count(metrics, 7)
        try flush(metrics, 1)
        let before = try store.snapshot()
        try store.fold(id(1))
        try store.fold(id(1))
        #expect(try store.snapshot() == before)
        #expect(try store.rowCount() == 0)
    }

    /// A worker that was taken for dead writes on: its numbers were counted twice.
    @Test func `a worker that writes after its row was folded counts once`() throws {
        let metrics = WorkerMetrics(routes: ["page"], policies: [])
        count(metrics, 7)
        try flush(metrics, 1)
        try store.fold(id(1))
        count(metrics, 2)
        try flush(metrics, 1)
        #expect(try requests() == 9)
        count(metrics, 1)
        try flush(metrics, 1)
        try store.fold(id(1))
        try flush(metrics, 1)
        #expect(try requests() == 10)
    }

    @Test func `totals never fall while workers come and go`() throws {
        var generator = SeededGenerator(seed: 3)
        var living: [(serial: Int, metrics: WorkerMetrics)] = []
        var expected = 0.0
        var last = 0.0
        for serial in 1...300 {
            let metrics = WorkerMetrics(routes: ["page"], policies: ["p\(serial % 3)"])
            living.append((serial, metrics))
            for worker in living {
                let more = Int.random(in: 0...3, using: &generator)
                count(worker.metrics, more)
                try flush(worker.metrics, worker.serial)
                expected += Double(more)
            }
            if living.count > 3 {
                let index = Int.random(in: 0..<living.count, using: &generator)
                try store.fold(id(living.remove(at: index).serial))
            }
            let now = try requests()
            #expect(now == expected)
            #expect(now >= last)
            last = now
        }
        #expect(try store.rowCount() == 3)
    }

    @Test func `totals outlive the master`() throws {
        let first = try StateUnderTest()
        let metrics = WorkerMetrics(routes: ["page"], policies: [])
        count(metrics, 7)
        for round in 1...3 {
            let shared = try first.open()
            let row = MetricsStore.RowID(masterStartNanoseconds: Int64(round), serial: 1)
            try shared.metrics.flush(metrics, pool: "sync", process: Process.number, row)
            try shared.metrics.count(MetricSeries(MetricCatalogue.workerStarts).of(pool: "sync"))
            try shared.metrics.fold(row)
            let starts = MetricSeries(MetricCatalogue.workerStarts).of(pool: "sync")
            #expect(try shared.metrics.snapshot().values[starts] == Double(round))
        }
    }

    @Test func `workers that were killed are folded, and those that live are not`() throws {
        let dead = try ProbeProcess(["count", state.folder.path, "1", "10"])
        let living = try ProbeProcess(["count", state.folder.path, "2", "20"])
        #expect(try dead.line() == "written")
        #expect(try living.line() == "written")
        #expect(try requests() == 30)
        try store.foldDead()
        #expect(try store.rowCount() == 2)
        dead.kill()
        try store.foldDead()
        #expect(try requests() == 30)
        #expect(try store.rowCount() == 1)
    }

    @Test func `a row of a process whose number another one has now is folded`() throws {
        let metrics = WorkerMetrics(routes: ["page"], policies: [])
        count(metrics, 4)
        try flush(metrics, 1)
        try store.foldDead()
        #expect(try store.rowCount() == 1)
        let later = ProcessIdentity(process: Process.number, startTicks: 1)
        #expect(try ProcessIdentity(living: Process.number) != later)
        #expect(try ProcessIdentity(living: Int32.max) == nil)
    }

    @Test func `a snapshot shows one moment`() async throws {
        let path = state.folder.path
        let store = store
        let probes = try (1...3).map { try ProbeProcess(["count", path, "\($0)", "100"]) }
        for probe in probes { #expect(try probe.line() == "written") }
        // Folding moves numbers; a reader between would see them twice or not at all.
        let folding = Task.detached {
            for serial in 1...3 {
                try store.fold(MetricsStore.RowID(masterStartNanoseconds: 1, serial: serial))
            }
        }
        for _ in 0..<50 { #expect(try requests() == 300) }
        try await folding.value
        #expect(try requests() == 300)
    }

    @Test func `many writes keep the database small`() throws {
        let routes = (0..<120).map { "route \($0)" }
        let metrics = WorkerMetrics(routes: routes, policies: ["api"])
        for _ in 0..<300 {
            count(metrics, 1)
            try flush(metrics, 1)
        }
        #expect(try shared.usage()[0].usedBytes < 1 << 20)
    }
}
