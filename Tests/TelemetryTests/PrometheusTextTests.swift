import Foundation
import Telemetry
import TestSupport
import Testing

@Suite struct `Prometheus text` {
    /// Numbers of every metric there is, labels that need escaping among them.
    private var everything: MetricSnapshot {
        let metrics = WorkerMetrics(routes: ["webclient/<int>", "a\"b\\c"], policies: ["api"])
        for code in WorkerMetrics.codes + [599] {
            for method in WorkerMetrics.methods.indices {
                metrics.countRequest(
                    methodIndex: method,
                    code: code,
                    route: method % 2,
                    bodyBytes: 3,
                    seconds: Double(code) / 1000
                )
            }
        }
        for event in WorkerMetrics.ConnectionEvent.allCases { metrics.countConnection(event) }
        for failure in WorkerMetrics.ClientFailure.allCases { metrics.countClientFailure(failure) }
        for kind in WorkerMetrics.RenderKind.allCases { metrics.countRendered(kind, seconds: 0.02) }
        metrics.countRefused(code: 431)
        metrics.countLimited(policy: 0, isDryRun: true)
        metrics.countCacheLookup(isHit: true)
        metrics.countSharedStateFailure()
        for kind in WorkerMetrics.DownloadKind.allCases { metrics.countDownloaded(kind, bytes: 9) }
        for reason in WorkerMetrics.DownloadRefusal.allCases {
            metrics.countDownloadRefused(reason)
        }
        metrics.countLease(seconds: 0.002)
        var snapshot = MetricSnapshot()
        for (series, value) in zip(metrics.series, metrics.values) where value > 0 {
            snapshot.add(series.of(pool: "sync"), Double(value))
        }
        for family in MetricCatalogue.all where family.kind == .gauge {
            snapshot.set(family, [MetricSeries.Label("environment", "x\ny")], 1.5)
        }
        for family in [
            MetricCatalogue.workerStarts, MetricCatalogue.workerDepartures,
            MetricCatalogue.readersCleared, MetricCatalogue.burntLeases, MetricCatalogue.burntBytes,
        ] {
            snapshot.add(MetricSeries(family, []), 4)
        }
        return snapshot
    }

    @Test(arguments: [PrometheusText.Format.text, .openMetrics])
    func `a strict reader takes everything there is`(_ format: PrometheusText.Format) throws {
        let text = PrometheusText.write(everything, format)
        let exposition = try Exposition(text, openMetrics: format == .openMetrics)
        #expect(exposition.families.count == MetricCatalogue.all.count)
        let name = "omeroweb_http_requests_total"
        let labels = ["pool": "sync", "method": "GET", "code": "200"]
        #expect(exposition.value(name, labels) == 1)
    }

    @Test func `promtool has nothing to say`() throws {
        let promtool = "/usr/bin/promtool"
        guard FileManager.default.isExecutableFile(atPath: promtool) else {
            let isCI = ProcessInfo.processInfo.environment["CI"] != nil
            #expect(!isCI, "promtool is not installed (Debian package prometheus)")
            return
        }
        let folder = try TemporaryFolder()
        try folder.write(PrometheusText.write(everything, .text), to: "metrics")
        let process = Process()
        process.executableURL = URL(filePath: promtool)
        process.arguments = ["check", "metrics"]
        process.standardInput = try FileHandle(
            forReadingFrom: URL(filePath: folder.path("metrics"))
        )
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
        try process.run()
        let words = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(),
            as: UTF8.self
        )
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(words)")
        #expect(words.isEmpty)
    }

    private func histogram(_ seconds: [Double]) throws -> Exposition {
        let metrics = WorkerMetrics(routes: ["page"], policies: [])
        for second in seconds {
            metrics.countRequest(methodIndex: 0, code: 200, route: 0, bodyBytes: 0, seconds: second)
        }
        var snapshot = MetricSnapshot()
        for (series, value) in zip(metrics.series, metrics.values) {
            snapshot.add(series, Double(value))
        }
        return try Exposition(PrometheusText.write(snapshot, .text), openMetrics: false)
    }

    @Test func `a histogram counts values at and below each bound`() throws {
        let exposition = try histogram([0.005, 0.005_1, 9, 11, 11])
        let name = "http_server_request_duration_seconds"
        func bucket(_ bound: String) -> Double? {
            exposition.value(name + "_bucket", ["route": "page", "le": bound])
        }
        #expect(bucket("0.005") == 1)
        #expect(bucket("0.01") == 2)
        #expect(bucket("7.5") == 2)
        #expect(bucket("10") == 3)
        #expect(bucket("+Inf") == 5)
        let sum = try #require(exposition.value(name + "_sum", ["route": "page"]))
        #expect(abs(sum - 31.0101) < 1e-6)
    }

    @Test func `times that make no sense do not end the worker`() throws {
        let exposition = try histogram([.infinity, .nan, -1, 1e300])
        let name = "http_server_request_duration_seconds_count"
        #expect(exposition.value(name, ["route": "page"]) == 4)
    }

    /// A program with other bounds may have left buckets that this one does not know.
    @Test func `a bucket beyond the bounds counts as infinite`() throws {
        var snapshot = MetricSnapshot()
        let family = MetricCatalogue.renderDuration
        snapshot.add(MetricSeries(family, [], part: .bucket(99)), 2)
        let text = PrometheusText.write(snapshot, .text)
        let exposition = try Exposition(text, openMetrics: false)
        #expect(exposition.value(family.name + "_count") == 2)
    }

    @Test func `nothing at all is a valid answer`() throws {
        #expect(PrometheusText.write(MetricSnapshot(), .openMetrics) == "# EOF\n")
        #expect(PrometheusText.write(MetricSnapshot(), .text) == "")
    }

    @Test(arguments: [
        (1.0, "1"), (0.0, "0"), (1.5, "1.5"), (1e17, "1e+17"), (.infinity, "+Inf"),
        (-.infinity, "-Inf"), (.nan, "NaN"), (-3, "-3"),
    ])
    func `numbers are written as Prometheus reads them`(_ number: Double, _ text: String) {
        var snapshot = MetricSnapshot()
        snapshot.set(MetricCatalogue.processStart, number)
        let written = PrometheusText.write(snapshot, .text)
        #expect(written.hasSuffix("process_start_time_seconds \(text)\n"))
    }

    @Test(
        arguments: [
            (nil, PrometheusText.Format.text),
            ("", .text),
            ("*/*", .text),
            ("text/html, text/plain", .text),
            ("application/openmetrics-text", .openMetrics),
            ("Application/OpenMetrics-Text; version=1.0.0", .openMetrics),
            (
                "application/openmetrics-text;version=1.0.0;q=0.5,"
                    + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1", .openMetrics
            ),
            ("application/openmetrics-text;q=0.1,text/plain;q=0.9", .text),
            ("application/openmetrics-text;q=0", .text),
            ("text/plain;q=0.3, application/openmetrics-text;version=0.0.1;q=0.3", .openMetrics),
            ("x-application/openmetrics-text", .text),
        ] as [(String?, PrometheusText.Format)]
    )
    func `the format is what the scraper prefers`(
        _ accept: String?,
        _ format: PrometheusText.Format
    ) {
        #expect(PrometheusText.Format(accept: accept) == format)
    }
}
