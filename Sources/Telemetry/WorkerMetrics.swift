import Synchronization

/// What one worker counts: a fixed set of numbers that any thread adds to without locks.
package final class WorkerMetrics: Sendable {
    package static let methods = [
        "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "_OTHER",
    ]
    package static let codes = [
        200, 201, 204, 206, 301, 302, 304, 400, 403, 404, 405, 408, 413, 414, 416, 417, 429, 431,
        500, 501, 503, 505,
    ]
    package static let limitOutcomes = ["refused", "dry_run"]
    package static let cacheOutcomes = ["hit", "miss"]

    /// What became of a connection.
    package enum ConnectionEvent: String, CaseIterable, Sendable {
        case accepted
        case adopted
        case handedToAsyncPool = "handed_to_async_pool"
        case handedToPool = "handed_to_pool"
        case handedToSuccessor = "handed_to_successor"
    }

    /// How a client failed.
    package enum ClientFailure: String, CaseIterable, Sendable {
        case slow
        case left
    }

    /// What kind of picture was rendered.
    package enum RenderKind: String, CaseIterable, Sendable {
        case thumbnail
        case plane
        case region
    }

    /// What was downloaded.
    package enum DownloadKind: String, CaseIterable, Sendable {
        /// Files as they were imported.
        case original
        /// Pictures as they are seen.
        case rendered
        /// An image in another format.
        case export
        /// Files and tables that were attached.
        case annotation
    }

    /// Why a download did not begin.
    package enum DownloadRefusal: String, CaseIterable, Sendable {
        case quota
        case size
        case streams
    }

    /// The series of the cells, in their order.
    package let series: [MetricSeries]
    /// The names of `series`, one a line: by it a row of numbers is understood.
    package let schema: String
    private let cells: [CellBlock]

    private let requestsBase: Int
    private let durationsBase: Int
    private let bytesCell: Int
    private let connectionsBase: Int
    private let refusedBase: Int
    private let clientFailuresBase: Int
    private let limitedBase: Int
    private let cacheBase: Int
    private let renderedBase: Int
    private let renderDurationsBase: Int
    private let failuresCell: Int
    private let downloadedBase: Int
    private let downloadRefusalsBase: Int
    private let leaseDurationsBase: Int
    private let requestBounds = MetricCatalogue.requestDuration.bounds
    private let leaseBounds = MetricCatalogue.leaseDuration.bounds
    private let renderBounds = MetricCatalogue.renderDuration.bounds

    /// `routes` are the labels of the routes by their index, `policies` those of the rate limits.
    package init(routes: [String], policies: [String]) {
        var layout = Layout()
        requestsBase = layout.add(
            MetricCatalogue.requests,
            [("method", Self.methods), ("code", Self.codes.map(String.init) + ["other"])]
        )
        durationsBase = layout.addHistogram(MetricCatalogue.requestDuration, "route", routes)
        bytesCell = layout.add(MetricCatalogue.responseBytes, [])
        connectionsBase = layout.add(
            MetricCatalogue.connections,
            [("event", Self.names(ConnectionEvent.self))]
        )
        refusedBase = layout.add(
            MetricCatalogue.refused,
            [("code", Self.codes.map(String.init) + ["other"])]
        )
        clientFailuresBase = layout.add(
            MetricCatalogue.clientFailures,
            [("reason", Self.names(ClientFailure.self))]
        )
        limitedBase = layout.add(
            MetricCatalogue.rateLimited,
            [("policy", policies), ("outcome", Self.limitOutcomes)]
        )
        cacheBase = layout.add(MetricCatalogue.cacheLookups, [("outcome", Self.cacheOutcomes)])
        renderedBase = layout.add(MetricCatalogue.rendered, [("kind", Self.names(RenderKind.self))])
        renderDurationsBase = layout.addHistogram(
            MetricCatalogue.renderDuration,
            "kind",
            Self.names(RenderKind.self)
        )
        failuresCell = layout.add(MetricCatalogue.sharedStateFailures, [])
        downloadedBase = layout.add(
            MetricCatalogue.downloaded,
            [("kind", Self.names(DownloadKind.self))]
        )
        downloadRefusalsBase = layout.add(
            MetricCatalogue.downloadRefusals,
            [("reason", Self.names(DownloadRefusal.self))]
        )
        leaseDurationsBase = layout.addHistogram(MetricCatalogue.leaseDuration)
        series = layout.series
        schema = series.map(\.text).joined(separator: "\n")
        cells = (0...(series.count / CellBlock.size)).map { _ in CellBlock() }
    }

    private static func names<Value: CaseIterable & RawRepresentable<String>>(
        _ type: Value.Type
    ) -> [String] {
        type.allCases.map(\.rawValue)
    }

    private static func index<Value: CaseIterable & Equatable>(_ value: Value) -> Int {
        var index = 0
        for other in Value.allCases {
            if other == value { return index }
            index += 1
        }
        return index
    }

    /// The numbers at this moment, in the order of `series`.
    package var values: [UInt64] {
        series.indices.map {
            cells[$0 / CellBlock.size].cells[$0 % CellBlock.size].load(ordering: .relaxed)
        }
    }

    private func add(_ amount: Int, at cell: Int) {
        cells[cell / CellBlock.size].cells[cell % CellBlock.size]
            .add(UInt64(max(0, amount)), ordering: .relaxed)
    }

    /// One answered request; `seconds` is nil where the time says nothing, as for downloads.
    package func countRequest(
        methodIndex: Int,
        code: Int,
        route: Int,
        bodyBytes: Int,
        seconds: Double?
    ) {
        add(1, at: requestsBase + methodIndex * (Self.codes.count + 1) + Self.codeIndex(code))
        add(bodyBytes, at: bytesCell)
        if let seconds {
            observe(seconds, requestBounds, durationsBase, index: route)
        }
    }

    private static func codeIndex(_ code: Int) -> Int {
        if code == 200 { return 0 }
        return codes.firstIndex(of: code) ?? codes.count
    }

    package func countConnection(_ event: ConnectionEvent) {
        add(1, at: connectionsBase + Self.index(event))
    }

    package func countRefused(code: Int) { add(1, at: refusedBase + Self.codeIndex(code)) }
    package func countClientFailure(_ failure: ClientFailure) {
        add(1, at: clientFailuresBase + Self.index(failure))
    }

    package func countLimited(policy: Int, isDryRun: Bool) {
        add(1, at: limitedBase + policy * Self.limitOutcomes.count + (isDryRun ? 1 : 0))
    }

    package func countCacheLookup(isHit: Bool) { add(1, at: cacheBase + (isHit ? 0 : 1)) }

    package func countRendered(_ kind: RenderKind, seconds: Double) {
        let index = Self.index(kind)
        add(1, at: renderedBase + index)
        observe(seconds, renderBounds, renderDurationsBase, index: index)
    }

    package func countDownloaded(_ kind: DownloadKind, bytes: Int) {
        add(bytes, at: downloadedBase + Self.index(kind))
    }

    package func countDownloadRefused(_ reason: DownloadRefusal) {
        add(1, at: downloadRefusalsBase + Self.index(reason))
    }

    package func countLease(seconds: Double) {
        observe(seconds, leaseBounds, leaseDurationsBase, index: 0)
    }

    package func countSharedStateFailure() { add(1, at: failuresCell) }

    private func observe(_ seconds: Double, _ bounds: [Double], _ base: Int, index: Int) {
        let start = base + index * (bounds.count + 2)
        let bucket = bounds.firstIndex { seconds <= $0 } ?? bounds.count
        add(1, at: start + bucket)
        let microseconds = (seconds * 1e6).rounded()
        // A sum that lost a wild value is wrong by it; a trap would cost the worker.
        guard microseconds >= 0 && microseconds < 1e15 else { return }
        add(Int(microseconds), at: start + bounds.count + 1)
    }
}

/// Cells that lie together; the array of blocks grows with the number of routes.
private final class CellBlock: Sendable {
    static let size = 128
    let cells = InlineArray<128, Atomic<UInt64>> { _ in Atomic<UInt64>(0) }
}

/// Gives each series its cell.
private struct Layout {
    var series: [MetricSeries] = []

    /// Adds all combinations of the labels, the last varying fastest.
    mutating func add(_ family: MetricFamily, _ labels: [(name: String, values: [String])]) -> Int {
        let base = series.count
        var combinations: [[MetricSeries.Label]] = [[]]
        for (name, values) in labels {
            combinations = combinations.flatMap { combination in
                values.map { combination + [MetricSeries.Label(name, $0)] }
            }
        }
        series += combinations.map { MetricSeries(family, $0) }
        return base
    }

    mutating func addHistogram(_ family: MetricFamily, _ label: String, _ values: [String]) -> Int {
        let base = series.count
        for value in values { addHistogram(family, [MetricSeries.Label(label, value)]) }
        return base
    }

    /// Adds a histogram with those labels: its buckets, then its sum.
    @discardableResult
    mutating func addHistogram(_ family: MetricFamily, _ labels: [MetricSeries.Label] = []) -> Int {
        let base = series.count
        for bucket in 0...family.bounds.count {
            series.append(MetricSeries(family, labels, part: .bucket(bucket)))
        }
        series.append(MetricSeries(family, labels, part: .sum))
        return base
    }
}
