/// The numbers of all series at one moment, from whatever sources.
package struct MetricSnapshot: Sendable, Equatable {
    package private(set) var values: [MetricSeries: Double] = [:]

    package init() {}

    package mutating func add(_ series: MetricSeries, _ value: Double) {
        values[series, default: 0] += value
    }

    package mutating func set(_ family: MetricFamily, _ value: Double) { set(family, [], value) }

    package mutating func set(
        _ family: MetricFamily,
        _ labels: [MetricSeries.Label],
        _ value: Double
    ) {
        values[MetricSeries(family, labels)] = value
    }
}
