import Telemetry
import Testing

@Suite struct `Metric series` {
    @Test func `the text form is read as it was written`() {
        let metrics = WorkerMetrics(routes: ["", "a b", "é/\"\\"], policies: ["api", "login"])
        for series in metrics.series {
            #expect(MetricSeries(text: series.text) == series)
            let inPool = series.of(pool: "async")
            #expect(MetricSeries(text: inPool.text) == inPool)
        }
        #expect(Set(metrics.series).count == metrics.series.count)
    }

    @Test(arguments: [
        "", "x", "a\u{1}q\u{1}", "a\u{1}b\u{1}", "a\u{1}bx\u{1}", "a\u{1}v\u{1}b\u{1}c",
    ])
    func `other texts are refused`(_ text: String) {
        #expect(MetricSeries(text: text) == nil)
    }

    @Test func `names of metrics are what Prometheus wants`() {
        #expect(Set(MetricCatalogue.all.map(\.name)).count == MetricCatalogue.all.count)
        for family in MetricCatalogue.all {
            #expect(family.name.hasSuffix("_total") == (family.kind == .counter))
            #expect(family.bounds.isEmpty == (family.kind != .histogram))
            #expect(zip(family.bounds, family.bounds.dropFirst()).allSatisfy { $0 < $1 })
            #expect(family.help.hasSuffix("."))
        }
    }
}
