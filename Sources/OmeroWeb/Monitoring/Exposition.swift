import Kernel
import Serving
import SharedState
import Supervision
import Telemetry

/// Everything `/metrics` says, gathered at one scrape.
struct Exposition {
    let shared: SharedState
    let status: MasterStatus
    let page: SlotPage
    let masterStartUnixSeconds: Double

    private typealias Label = MetricSeries.Label

    func text(_ format: PrometheusText.Format) throws -> String {
        var snapshot = try shared.metrics.snapshot()
        for pool in status.pools { add(pool, to: &snapshot) }
        try addEnvironments(to: &snapshot)
        snapshot.set(
            MetricCatalogue.downloadStreams,
            Double(try shared.downloads.streamCount())
        )
        snapshot.set(MetricCatalogue.buildInfo, [Label("version", Version.text)], 1)
        snapshot.set(MetricCatalogue.processStart, masterStartUnixSeconds)
        snapshot.set(
            MetricCatalogue.processResident,
            Double(ProcessMemory.residentBytes(of: Process.number))
        )
        snapshot.set(
            MetricCatalogue.processDescriptors,
            Double(try ProcessMemory.openDescriptorCount())
        )
        return PrometheusText.write(snapshot, format)
    }

    private func add(_ pool: MasterStatus.Pool, to snapshot: inout MetricSnapshot) {
        let label = [Label("pool", pool.name)]
        let members = pool.slots.flatMap(\.workers)
        for role in WorkerSlot.Role.allCases {
            let count = members.count { $0.role == role }
            snapshot.set(
                MetricCatalogue.workers,
                label + [Label("state", role.rawValue)],
                Double(count)
            )
        }
        snapshot.set(MetricCatalogue.workersWanted, label, Double(pool.size))
        snapshot.set(MetricCatalogue.acceptQueue, label, Double(pool.acceptQueueLength))
        let words = members.map { page.words(seat: $0.worker.seat) }
        func sum(_ gauge: SlotGauge) -> Double { words.reduce(0) { $0 + Double($1[gauge]) } }
        snapshot.set(MetricCatalogue.inFlight, label, sum(.inFlight))
        snapshot.set(MetricCatalogue.openConnections, label, sum(.connections))
        snapshot.set(MetricCatalogue.busyThreads, label, sum(.busyThreads))
        snapshot.set(MetricCatalogue.threads, label, sum(.threads))
        let resident = members.reduce(0) {
            $0 + ProcessMemory.residentBytes(of: $1.worker.process)
        }
        snapshot.set(MetricCatalogue.residentBytes, label, Double(resident))
    }

    private func addEnvironments(to snapshot: inout MetricSnapshot) throws {
        for environment in try shared.usage() {
            let label = [Label("environment", environment.name)]
            snapshot.set(MetricCatalogue.mapUsedBytes, label, Double(environment.usedBytes))
            snapshot.set(MetricCatalogue.mapBytes, label, Double(environment.mapBytes))
            snapshot.set(MetricCatalogue.readers, label, Double(environment.readers))
        }
    }
}
