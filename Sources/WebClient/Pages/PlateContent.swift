import HTTP
import Repository

/// The markup of a plate: its wells as a table of thumbnails.
struct PlateContent {
    let context: PageContext
    let plate: PlateRecord
    let wells: [WellRecord]
    /// The field that is shown, from 0.
    let field: Int
    /// The fields there are; nil without images.
    let fields: ClosedRange<Int>?

    /// Rows and columns of the largest plate that is drawn, as one of 1536 wells has them.
    static let rowsMax = 32
    static let columnsMax = 48
    /// Fields that have a link; others are reached by their number in the address.
    static let fieldsMax = 200

    var html: String {
        """
        <h1>\(HTML.escape(plate.name))</h1>
        \(fieldLinks)
        <div class="plate"><table>
        <thead><tr><td></td>\(columns.map { "<th scope=\"col\">\($0 + 1)</th>" }.joined())</tr></thead>
        <tbody>\(rows.map(row).joined(separator: "\n"))</tbody>
        </table></div>
        """
    }

    private var rows: Range<Int> {
        0..<min(Self.rowsMax, max(plate.rowCount ?? 0, (wells.map(\.row).max() ?? -1) + 1))
    }

    private var columns: Range<Int> {
        0..<min(Self.columnsMax, max(plate.columnCount ?? 0, (wells.map(\.column).max() ?? -1) + 1))
    }

    private func row(_ row: Int) -> String {
        let name = Self.letters(row)
        let ofRow = wells.filter { $0.row == row }
        let cells = columns.map { column in
            cell(ofRow.first { $0.column == column }, name + "\(column + 1)")
        }
        return "<tr><th scope=\"row\">\(name)</th>\(cells.joined())</tr>"
    }

    private func cell(_ well: WellRecord?, _ name: String) -> String {
        guard let sample = well?.samples.first(where: { $0.position == field }) else {
            return "<td></td>"
        }
        let address = HTML.escape(context.prefix) + "/webclient/"
        return """
            <td><a href="\(address)img_detail/\(sample.imageID)/" title="\(name)">\
            <img loading="lazy" alt="\(name)" width="64" height="64" \
            src="\(address)render_thumbnail/\(sample.imageID)/"></a></td>
            """
    }

    private var fieldLinks: String {
        guard let fields, fields.count > 1 else { return "" }
        let links = fields.prefix(Self.fieldsMax).map { number in
            let current = number == field ? " aria-current=\"page\"" : ""
            let address = context.address(of: .plate(plate.id)) + "&amp;index=\(number)"
            return "<a href=\"\(address)\"\(current)>\(number + 1)</a>"
        }
        return "<p class=\"paging\">Field \(links.joined(separator: " "))</p>"
    }

    /// A to Z, then AA, AB and so on, as plates of 1536 wells have them.
    static func letters(_ row: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + row % 26)))
        return row < 26 ? letter : letters(row / 26 - 1) + letter
    }
}
