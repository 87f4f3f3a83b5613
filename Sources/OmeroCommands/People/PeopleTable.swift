import JSON

/// Rows for people and for programs, in the styles of OMERO's command line.
struct PeopleTable {
    static let style = OptionDescription.value(
        "--style",
        name: "STYLE",
        completion: .words(["plain", "csv", "json"]),
        help: "plain shows a table, which is the default; csv and json are for programs."
    )

    let titles: [String]
    let rows: [[String]]

    func write(_ invocation: Invocation) throws {
        let text: String
        switch invocation.value(of: Self.style) {
        case nil, "plain": text = plain
        case "csv": text = ([titles] + rows).map(Self.csv).joined()
        case "json": text = json.text(.spaced) + "\n"
        case .some(let style):
            throw UsageError.invalidValue(
                name: Self.style.name,
                value: style,
                expected: "plain, csv or json",
                of: invocation.commandName
            )
        }
        try invocation.console.write(text)
    }

    private var plain: String {
        let all = [titles] + rows
        let widths = titles.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        func line(_ row: [String]) -> String {
            let cells = zip(row, widths).map { cell, width in
                " " + cell + String(repeating: " ", count: width - cell.count) + " "
            }
            return cells.joined(separator: "|") + "\n"
        }
        let rule = widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+")
        return line(titles) + rule + "\n" + rows.map(line).joined()
            + "(\(rows.count) row\(rows.count == 1 ? "" : "s"))\n"
    }

    /// Fields as RFC 4180 has them.
    private static func csv(_ row: [String]) -> String {
        row.map { field in
            guard field.contains(where: { ",\"\n\r".contains($0) }) else { return field }
            return "\""
                + field.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\""
        }.joined(separator: ",") + "\n"
    }

    private var json: JSONValue {
        .array(
            rows.map { row in
                .object(zip(titles, row).map { JSONValue.Member($0, .string($1)) })
            }
        )
    }
}
