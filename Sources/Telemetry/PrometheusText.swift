/// Writes a snapshot in the formats Prometheus reads.
package enum PrometheusText {
    package enum Format: Sendable {
        /// Text 0.0.4.
        case text
        /// OpenMetrics 1.0.
        case openMetrics

        /// What the scraper's Accept field prefers (RFC 9110 §12.5.1); text when it does not say.
        package init(accept: String?) {
            let openMetrics = Self.quality(of: "application/openmetrics-text", in: accept ?? "")
            let text = Self.quality(of: "text/plain", in: accept ?? "")
            self = openMetrics > 0 && openMetrics >= text ? .openMetrics : .text
        }

        /// The highest quality that the field gives the media type itself; 0 when it is not named.
        private static func quality(of type: String, in accept: String) -> Double {
            var highest = 0.0
            for range in accept.split(separator: ",") {
                let words = range.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
                guard words.first == type else { continue }
                let weight = words.first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
                highest = max(highest, weight ?? 1)
            }
            return highest
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
            case .bucket(let index): counts[min(index, counts.count - 1)] += value
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
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
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
