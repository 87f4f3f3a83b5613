/// One number of a metric: its family, its labels, and for histograms which part it is.
///
/// The text form is what rows of an older program are matched by, so it must never change.
package struct MetricSeries: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case value
        /// Observations in the bucket of that index, not in those below; the last has no bound.
        case bucket(Int)
        /// Sum of the observations in millionths of the unit.
        case sum
    }

    package var family: String
    package var labels: [Label]
    package var part: Part

    package struct Label: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(_ family: MetricFamily, _ labels: [Label] = [], part: Part = .value) {
        self.init(family: family.name, labels: labels, part: part)
    }

    private init(family: String, labels: [Label], part: Part) {
        self.family = family
        self.labels = labels
        self.part = part
    }

    /// Words between control characters that no label has.
    package var text: String {
        let labelText = labels.map { "\($0.name)\u{2}\($0.value)" }.joined(separator: "\u{3}")
        let partText =
            switch part {
            case .value: "v"
            case .bucket(let index): "b\(index)"
            case .sum: "s"
            }
        return "\(family)\u{1}\(partText)\u{1}\(labelText)"
    }

    /// Nil when the text was not made by `text`.
    package init?(text: String) {
        let words = text.split(separator: "\u{1}", omittingEmptySubsequences: false)
        guard words.count == 3 else { return nil }
        let part: Part
        switch words[1] {
        case "v": part = .value
        case "s": part = .sum
        default:
            guard words[1].hasPrefix("b"), let index = Int(words[1].dropFirst()) else { return nil }
            part = .bucket(index)
        }
        let labels = words[2].split(separator: "\u{3}").map { label in
            let sides = label.split(separator: "\u{2}", omittingEmptySubsequences: false)
            return Label(String(sides[0]), sides.count > 1 ? String(sides[1]) : "")
        }
        self.init(family: String(words[0]), labels: labels, part: part)
    }

    /// The same series with the pool's label in front.
    package func of(pool: String) -> MetricSeries {
        MetricSeries(family: family, labels: [Label("pool", pool)] + labels, part: part)
    }
}
