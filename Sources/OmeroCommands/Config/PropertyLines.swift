/// The lines `KEY=VALUE` of a properties file.
struct PropertyLines {
    struct Line: Equatable {
        var name: String
        var value: String
    }

    private(set) var lines: [Line] = []

    init(_ text: String) {
        var begun = ""
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = begun + Self.trimmed(raw)
            begun = ""
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasSuffix("\\") {
                begun = String(line.dropLast())
            } else {
                add(line)
            }
        }
        if !begun.isEmpty { add(begun) }
    }

    private mutating func add(_ line: String) {
        let name = line.prefix { $0 != "=" }
        let value = line.dropFirst(name.count + 1)
        lines.append(Line(name: Self.trimmed(name), value: Self.trimmed(value)))
    }

    private static func trimmed(_ text: Substring) -> String {
        let head = text.drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
