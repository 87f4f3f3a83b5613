import Repository

/// The markup of a plate: its wells as a table of thumbnails.
///
/// Programs find a well by its `id`, and in its attributes the place, the field and the image.
struct PlateContent {
    let context: PageContext
    let plate: PlateRecord
    let wells: [WellRecord]
    /// The field that is shown, from 0.
    let field: Int
    /// The fields there are; nil without images.
    let fields: ClosedRange<Int>?
    /// Where a field is shown, but for its number; ready for an attribute.
    let fieldAddress: String

    /// Rows and columns of the largest plate that is drawn, as one of 1536 wells has them.
    static let rowsMax = 32
    static let columnsMax = 48
    /// Fields that have a link; others are reached by their number in the address.
    static let fieldsMax = 200

    var html: String {
        """
        \(fieldLinks)
        <div class="plate"><table data-plate="\(plate.id)" data-field="\(field)">
        <thead><tr><td></td>\(columns.map(columnHead).joined())</tr></thead>
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

    private func columnHead(_ column: Int) -> String {
        "<th scope=\"col\">\(plate.columnName(column))</th>"
    }

    private func row(_ row: Int) -> String {
        let ofRow = wells.filter { $0.row == row }
        let cells = columns.map { column in cell(ofRow.first { $0.column == column }) }
        return "<tr><th scope=\"row\">\(plate.rowName(row))</th>\(cells.joined())</tr>"
    }

    private func cell(_ well: WellRecord?) -> String {
        guard let well, let sample = well.samples.first(where: { $0.position == field }) else {
            return "<td></td>"
        }
        let address = HTML.escape(context.prefix) + "/webclient/"
        let name = plate.place(of: well)
        return """
            <td id="well-\(well.id)" data-well="\(well.id)" data-row="\(well.row)" \
            data-column="\(well.column)" data-field="\(field)" data-image="\(sample.imageID)">\
            <a href="\(address)img_detail/\(sample.imageID)/" title="\(name)">\
            <img loading="lazy" alt="\(name)" width="64" height="64" \
            src="\(address)render_thumbnail/\(sample.imageID)/"></a></td>
            """
    }

    private var fieldLinks: String {
        guard let fields, fields.count > 1 else { return "" }
        let links = fields.prefix(Self.fieldsMax).map { number in
            let current = number == field ? " aria-current=\"page\"" : ""
            return "<a href=\"\(fieldAddress)\(number)\"\(current)>\(number + 1)</a>"
        }
        return "<p class=\"paging\">Field \(links.joined(separator: " "))</p>"
    }
}
