import HTTP
import JSON
import Repository
import Tables
import WebGateway

/// What is shown of a table and the rows that were asked for.
struct TableContent {
    let record: AttachmentRecord
    private let query: String
    private let context: PageContext

    init(_ record: AttachmentRecord, _ query: String, _ context: PageContext) {
        self.record = record
        self.query = query
        self.context = context
    }

    private var path: String { "\(context.prefix)/webclient/omero_table/\(record.id)/" }

    private func address(_ page: TablePage, offset: Int) -> String {
        let query = query == "*" ? "" : "&query=" + PercentCoding.encode(query)
        return path + "?limit=\(page.limit ?? 0)\(query)&offset=\(offset)"
    }

    private func next(_ page: TablePage) -> String? {
        let (end, isBeyond) = page.offset.addingReportingOverflow(page.limit ?? 0)
        return isBeyond || end >= page.totalCount || end == page.offset
            ? nil : address(page, offset: end)
    }

    private func previous(_ page: TablePage) -> String? {
        guard page.offset > 0 else { return nil }
        return address(page, offset: max(0, page.offset - (page.limit ?? 0)))
    }

    func json(_ page: TablePage) -> Response {
        let about: [(name: String, bytes: [UInt8])] = [
            ("name", JSONValue.string(record.name).bytes), ("path", JSONValue.string("").bytes),
            ("id", JSONValue.integer(record.id).bytes),
        ]
        var meta = page.meta + [.init("query", .string(query))]
        if let limit = page.limit, limit > 0, page.offset % limit == 0 {
            meta.append(.init("page", .integer(page.offset / limit + 1)))
        }
        meta.append(.init("url", .string(path)))
        if let next = next(page) { meta.append(.init("next", .string(next))) }
        if let previous = previous(page) { meta.append(.init("prev", .string(previous))) }
        let document = TableJSON.object([
            ("data", TableJSON.object(page.data + about)), ("meta", JSONValue.object(meta).bytes),
        ])
        let type = ResponseField("Content-Type", "application/json")
        return Response(.ok, [type], body: .bytes(document))
    }

    func markup(_ page: TablePage) -> String {
        let links = [(previous(page), "Previous rows"), (next(page), "Next rows")]
            .compactMap { address, text in
                address.map { "<a class=\"link\" href=\"\(HTML.escape($0))\">\(text)</a>" }
            }
        let last = page.offset + page.shownCount
        let place = page.shownCount == 0 ? "No rows" : "Rows \(page.offset + 1) to \(last)"
        return frame(
            """
            <p>\(place) of \(page.totalCount) that are found, of \(page.rowCount) in all.
            \(links.joined(separator: " "))</p>
            <table><thead>\(header(page))</thead>
            <tbody>\(rows(page))</tbody></table>
            """
        )
    }

    func markup(_ failure: TableFailure) -> String {
        frame("<p class=\"error\" role=\"alert\">\(HTML.escape(failure.text))</p>")
    }

    private func frame(_ content: String) -> String {
        """
        <main><h1>\(HTML.escape(record.name))</h1>
        <form method="get" action="\(HTML.escape(path))">
        <label>Query <input name="query" value="\(HTML.escape(query))"></label>
        <button>Show</button>
        <a class="link" href="\(HTML.escape(path))csv/?query=\(HTML.escape(PercentCoding.encode(query)))">As CSV</a>
        </form>
        \(content)</main>
        """
    }

    private func header(_ page: TablePage) -> String {
        let cells = page.columns.map { column in
            let title = column.description.isEmpty ? column.type.rawValue : column.description
            return "<th title=\"\(HTML.escape(title))\">\(HTML.escape(column.name))</th>"
        }
        return "<tr>" + cells.joined() + "</tr>"
    }

    private func rows(_ page: TablePage) -> String {
        (0..<page.shownCount).map { row in
            let cells = page.columns.indices.map { column in
                let text = HTML.escape(page.cells[column].csvText(row))
                guard page.columns[column].type == .image else { return "<td>\(text)</td>" }
                let viewer = HTML.escape(context.prefix) + "/webclient/img_detail/\(text)/"
                return "<td><a href=\"\(viewer)\">\(text)</a></td>"
            }
            return "<tr>" + cells.joined() + "</tr>\n"
        }.joined()
    }
}
