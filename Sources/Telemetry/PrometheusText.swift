/// Writes a snapshot in the formats Prometheus reads.
package enum PrometheusText {
    package enum Format: Sendable {
        /// Text 0.0.4.
        case text
        /// OpenMetrics 1.0.
        case openMetrics

        /// What the scraper's Accept field asks for.
        package init(accept: String?) {
            self = accept?.contains("application/openmetrics-text") == true ? .openMetrics : .text
        }

        package var contentType: String {
            switch self {
            case .text: "text/plain; version=0.0.4; charset=utf-8"
            case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
            }
        }
    }

    /// Families in the order of the catalogue, series in the order of their labels.
    package static func write(_ snapshot: MetricSnapshot, _ format: Format) -> String {
        let byFamily = Dictionary(grouping: snapshot.values.keys, by: \.family)
        var text = ""
        for family in MetricCatalogue.all {
            guard let series = byFamily[family.name] else { continue }
            let isCounter = family.kind == .counter
            let name =
                isCounter && format == .openMetrics
                ? String(family.name.dropLast("_total".count)) : family.name
            text += "# HELP \(name) \(family.help)\n# TYPE \(name) \(family.kind.rawValue)\n"
            let groups = Dictionary(grouping: series) { labelText($0.labels) }
            for labels in groups.keys.sorted() {
                let members = groups[labels] ?? []
                if family.kind == .histogram {
                    text += histogram(family, labels, members, snapshot, format)
                } else {
                    for member in members {
                        text += line(family.name, labels, number(snapshot.values[member] ?? 0))
                    }
                }
            }
        }
        return format == .openMetrics ? text + "# EOF\n" : text
    }

    private static func histogram(
        _ family: MetricFamily,
        _ labels: String,
        _ members: [MetricSeries],
        _ snapshot: MetricSnapshot,
        _ format: Format
    ) -> String {
        var counts = [Double](repeating: 0, count: family.bounds.count + 1)
        var sum = 0.0
        for member in members {
            let value = snapshot.values[member] ?? 0
            switch member.part {
            case .bucket(let index): if index < counts.count { counts[index] += value }
            case .sum: sum += value / 1e6
            case .value: break
            }
        }
        var total = 0.0
        var text = ""
        let front = labels.isEmpty ? "" : labels + ","
        for (index, count) in counts.enumerated() {
            total += count
            let bound =
                index < family.bounds.count ? self.bound(family.bounds[index], format) : "+Inf"
            text += line(family.name + "_bucket", front + "le=\"\(bound)\"", number(total))
        }
        text += line(family.name + "_sum", labels, number(sum))
        return text + line(family.name + "_count", labels, number(total))
    }

    /// OpenMetrics writes whole bounds with a point.
    private static func bound(_ bound: Double, _ format: Format) -> String {
        format == .text && bound == bound.rounded() ? "\(Int(bound))" : "\(bound)"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }

    private static func line(_ name: String, _ labels: String, _ value: String) -> String {
        labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
    }

    private static func labelText(_ labels: [MetricSeries.Label]) -> String {
        labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
