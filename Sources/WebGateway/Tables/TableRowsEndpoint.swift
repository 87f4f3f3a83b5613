package import HTTP
import JSON
import Tables
package import WebAccess

/// `table/<id>/rows`: the numbers of rows that fulfil a query, from a row on.
package struct TableRowsEndpoint: TableAnswering {
    private let tables: StoredTables

    package init(_ tables: StoredTables) { self.tables = tables }

    package func answer(
        _ question: TableQuestion,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> TableAnswer {
        guard let query = question.first("query"), !query.isEmpty else {
            throw TableFailure("Must specify query")
        }
        let table = try tables.open(parameters, visitor)
        let search = TableSearch(table, try StoredTables.condition(query, table))
        let most = tables.limits.tableCells
        let start = question.first("start").flatMap { Int($0) }.map { max(0, $0) } ?? 0
        let end =
            start >= table.rowCount ? table.rowCount : min(table.rowCount - start, most) + start
        let range = min(start, end)..<end
        let page = try search.page(in: range, offset: 0, limit: most)
        let meta: JSONValue = [
            "partialCount": .integer(page.rows.count), "rowCount": .integer(table.rowCount),
            "columnCount": .integer(table.columns.count), "start": .integer(start),
            "end": .integer(end), "maxCells": .integer(most),
        ]
        return .json(
            TableJSON.object([("rows", TableJSON.numbers(page.rows)), ("meta", meta.bytes)])
        )
    }
}
