/// Lays text out in the width that every terminal has.
enum TextColumns {
    static let widthMax = 80

    /// Lines of at most `width` columns, broken at blanks; a longer word stands alone.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty && line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + [line]
    }

    static func paragraph(_ text: String, indent: Int = 0) -> String {
        lines(text, width: widthMax - indent)
            .map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
    }

    /// Words on the left, their meaning on the right; a long word has its meaning below.
    static func table(_ rows: [(word: String, meaning: String)]) -> String {
        let leftWidthMax = 26
        let widths = rows.map(\.word.count).filter { $0 <= leftWidthMax }
        let indent = 2 + (widths.max() ?? leftWidthMax) + 2
        return rows.map { row in
            var lines = lines(row.meaning, width: widthMax - indent)
            let first =
                row.word.count <= indent - 4 ? (lines.isEmpty ? "" : lines.removeFirst()) : ""
            let gap = first.isEmpty ? 0 : indent - 2 - row.word.count
            let head = "  " + row.word + String(repeating: " ", count: gap) + first + "\n"
            return head
                + lines.map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
        }.joined()
    }
}
