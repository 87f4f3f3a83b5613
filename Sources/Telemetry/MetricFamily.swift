/// One metric with all its series: its name, kind and help.
package struct MetricFamily: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
    }

    package let name: String
    package let kind: Kind
    package let help: String
    /// Upper bounds of a histogram's buckets, in the metric's unit, ascending, without infinity.
    package let bounds: [Double]

    package init(_ name: String, _ kind: Kind, _ help: String, bounds: [Double] = []) {
        self.name = name
        self.kind = kind
        self.help = help
        self.bounds = bounds
    }
}
