import Telemetry
import Testing

@Suite struct `Worker metrics` {
    private func total(
        _ metrics: WorkerMetrics,
        _ family: MetricFamily,
        _ label: String? = nil
    ) -> UInt64 {
        zip(metrics.series, metrics.values)
            .filter { series, _ in
                series.family == family.name
                    && (label == nil || series.labels.contains { $0.value == label })
            }
            .reduce(0) { $0 + $1.1 }
    }

    @Test func `hundreds of routes have their own numbers`() {
        let routes = (0..<500).map { "route \($0)" }
        let metrics = WorkerMetrics(routes: routes, policies: ["api"])
        #expect(metrics.schema.split(separator: "\n").count == metrics.series.count)
        for route in routes.indices {
            metrics.countRequest(methodIndex: 0, code: 200, route: route, bodyBytes: 0, seconds: 0)
        }
        for route in [0, 1, 127, 128, 300, 499] {
            #expect(total(metrics, MetricCatalogue.requestDuration, routes[route]) == 1)
        }
        #expect(total(metrics, MetricCatalogue.requestDuration) == 500)
    }

    @Test func `each call counts where it should`() {
        let metrics = WorkerMetrics(routes: ["page"], policies: ["api", "login"])
        metrics.countRequest(methodIndex: 7, code: 599, route: 0, bodyBytes: 100, seconds: nil)
        metrics.countRequest(methodIndex: 0, code: 200, route: 0, bodyBytes: -5, seconds: 1)
        metrics.countLimited(policy: 1, isDryRun: false)
        metrics.countLimited(policy: 1, isDryRun: true)
        #expect(total(metrics, MetricCatalogue.requests, "other") == 1)
        #expect(total(metrics, MetricCatalogue.requests, "_OTHER") == 1)
        #expect(total(metrics, MetricCatalogue.requests) == 2)
        #expect(total(metrics, MetricCatalogue.responseBytes) == 100)
        #expect(total(metrics, MetricCatalogue.rateLimited, "login") == 2)
        #expect(total(metrics, MetricCatalogue.rateLimited, "dry_run") == 1)
        #expect(total(metrics, MetricCatalogue.rateLimited, "api") == 0)
    }

    @Test func `threads that count together lose nothing`() async {
        let metrics = WorkerMetrics(routes: ["page"], policies: [])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { for _ in 0..<25_000 { metrics.countCacheLookup(isHit: false) } }
            }
        }
        #expect(total(metrics, MetricCatalogue.cacheLookups) == 100_000)
    }
}
