/// A strict reader of what Prometheus scrapes; it refuses what a lenient one would guess.
struct Exposition {
    struct Sample {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    struct Family {
        var name: String
        var kind: String
        var samples: [Sample] = []
    }

    enum Failure: Error, Equatable {
        case line(String, String)
    }

    private(set) var families: [Family] = []
    private let isOpenMetrics: Bool
    private var seen: Set<String> = []
    private var pendingHelp: String?

    init(_ text: String, openMetrics: Bool) throws {
        isOpenMetrics = openMetrics
        guard text.hasSuffix("\n"), !text.contains("\r"), !text.contains("\n\n") else {
            throw Failure.line("", "lines end with one line feed each")
        }
        var lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        if openMetrics, lines.popLast() != "# EOF" { throw Failure.line("", "no # EOF at the end") }
        for line in lines { try read(String(line)) }
        if pendingHelp != nil { throw Failure.line("", "HELP without TYPE") }
        for family in families where family.kind == "histogram" { try check(family) }
    }

    private mutating func read(_ line: String) throws {
        if line.hasPrefix("# HELP ") {
            guard pendingHelp == nil else { throw Failure.line(line, "HELP after HELP") }
            pendingHelp = line.split(separator: " ", maxSplits: 3).dropFirst(2).first.map(
                String.init
            )
        } else if line.hasPrefix("# TYPE ") {
            try readType(line)
        } else {
            try readSample(line)
        }
    }

    private mutating func readType(_ line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        guard words.count == 4, words[2] == pendingHelp else {
            throw Failure.line(line, "TYPE must follow the HELP of its family")
        }
        guard ["counter", "gauge", "histogram"].contains(words[3]) else {
            throw Failure.line(line, "unknown type")
        }
        guard seen.insert("# " + words[2]).inserted else {
            throw Failure.line(line, "family twice")
        }
        if words[3] == "counter", words[2].hasSuffix("_total") == isOpenMetrics {
            throw Failure.line(line, "_total belongs to the samples in OpenMetrics, else to both")
        }
        pendingHelp = nil
        families.append(Family(name: words[2], kind: words[3]))
    }

    private mutating func readSample(_ line: String) throws {
        guard var family = families.popLast(), pendingHelp == nil else {
            throw Failure.line(line, "a sample without its family")
        }
        let sample = try Self.sample(line)
        let suffixes =
            switch family.kind {
            case "counter": isOpenMetrics ? ["_total"] : [""]
            case "histogram": ["_bucket", "_sum", "_count"]
            default: [""]
            }
        guard suffixes.contains(where: { family.name + $0 == sample.name }) else {
            throw Failure.line(line, "not of family \(family.name)")
        }
        let labels = sample.labels.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(
            separator: ","
        )
        guard seen.insert(sample.name + "{" + labels).inserted else {
            throw Failure.line(line, "series twice")
        }
        family.samples.append(sample)
        families.append(family)
    }

    /// `name{label="value",…} number`, with `\\`, `\"` and `\n` in values.
    private static func sample(_ line: String) throws -> Sample {
        var rest = Substring(line)
        func fail(_ why: String) -> Failure { Failure.line(line, why) }
        func isNameCharacter(_ character: Character) -> Bool {
            character.isASCII && (character.isLetter || character.isNumber || character == "_")
        }
        let name = rest.prefix(while: isNameCharacter)
        rest = rest.dropFirst(name.count)
        guard let first = name.first, !first.isNumber else { throw fail("no name") }
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest = rest.dropFirst()
            while true {
                let label = rest.prefix(while: isNameCharacter)
                guard !label.isEmpty, rest.dropFirst(label.count).hasPrefix("=\"") else {
                    throw fail("no label")
                }
                rest = rest.dropFirst(label.count + 2)
                var value = ""
                while let character = rest.popFirst(), character != "\"" {
                    guard character == "\\" else {
                        value.append(character)
                        continue
                    }
                    switch rest.popFirst() {
                    case "n": value.append("\n")
                    case "\\": value.append("\\")
                    case "\"": value.append("\"")
                    default: throw fail("unknown escape")
                    }
                }
                guard labels.updateValue(value, forKey: String(label)) == nil else {
                    throw fail("label twice")
                }
                guard let next = rest.popFirst() else { throw fail("labels do not end") }
                if next == "}" { break }
                guard next == "," else { throw fail("no comma between labels") }
            }
        }
        guard rest.popFirst() == " ", !rest.contains(" ") else { throw fail("no value") }
        let text = rest == "+Inf" ? "inf" : String(rest)
        guard let value = Double(text) else { throw fail("no number") }
        return Sample(name: String(name), labels: labels, value: value)
    }

    private func check(_ family: Family) throws {
        var groups: [[String: String]: [Sample]] = [:]
        for sample in family.samples {
            var labels = sample.labels
            labels["le"] = nil
            groups[labels, default: []].append(sample)
        }
        for (labels, samples) in groups { try check(samples, "\(family.name)\(labels)") }
    }

    private func check(_ samples: [Sample], _ name: String) throws {
        let buckets = samples.filter { $0.name.hasSuffix("_bucket") }
        let bounds = buckets.map {
            $0.labels["le"] == "+Inf" ? .infinity : Double($0.labels["le"] ?? "") ?? .nan
        }
        let counts = buckets.map(\.value)
        guard bounds.last == .infinity, zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 })
        else {
            throw Failure.line(name, "bounds must ascend to +Inf")
        }
        guard zip(counts, counts.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            throw Failure.line(name, "counts must not fall")
        }
        if isOpenMetrics {
            for label in buckets.compactMap({ $0.labels["le"] }) where label != "+Inf" {
                guard label.contains(".") || label.contains("e") else {
                    throw Failure.line(name, "bound \(label) is not canonical")
                }
            }
        }
        let rest = samples.filter { !$0.name.hasSuffix("_bucket") }
        guard rest.count == 2, rest[0].name.hasSuffix("_sum"), rest[1].name.hasSuffix("_count"),
            rest[1].value == counts.last
        else {
            throw Failure.line(name, "sum and count must follow, and the count be that of +Inf")
        }
    }

    /// The value of one series; nil when it is not there.
    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        families.flatMap(\.samples).first { $0.name == name && $0.labels == labels }?.value
    }
}
