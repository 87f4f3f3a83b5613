package import HTTP
import JSON
import Tables
package import WebAccess

/// `table/<id>/slice`: the cells of some rows and columns, column by column.
package struct TableSliceEndpoint: TableAnswering {
    private let tables: StoredTables

    package init(_ tables: StoredTables) { self.tables = tables }

    package func answer(
        _ question: TableQuestion,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> TableAnswer {
        let most = tables.limits.tableCells
        let rows = try NumberList.numbers(question.first("rows"), countMax: most)
        let columns = try NumberList.numbers(
            question.first("columns"),
            countMax: most / max(1, rows.count)
        )
        let table = try tables.open(parameters, visitor)
        guard columns.allSatisfy(table.columns.indices.contains) else {
            throw TableFailure("Columns out of range")
        }
        guard rows.allSatisfy((0..<table.rowCount).contains) else {
            throw TableFailure("Rows out of range")
        }
        let cells = try tables.cells(table, columns: columns, rows: rows)
        let meta: JSONValue = [
            "columns": .array(columns.map { .string(table.columns[$0].name) }),
            "rowCount": .integer(table.rowCount),
            "columnCount": .integer(table.columns.count), "maxCells": .integer(most),
        ]
        return .json(
            TableJSON.object([("columns", TableJSON.columns(cells)), ("meta", meta.bytes)])
        )
    }
}

/// Numbers and ranges of numbers, such as `1,2,5-10`.
enum NumberList {
    static func numbers(_ text: String?, countMax: Int) throws(TableFailure) -> [Int] {
        guard let text else { throw failure("none is given") }
        var numbers: [Int] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let range = try range(item)
            guard range.upperBound.subtractingReportingOverflow(range.lowerBound).overflow == false,
                range.upperBound - range.lowerBound < countMax - numbers.count
            else { throw failure("Too many items") }
            numbers += range
        }
        return numbers
    }

    private static func range(_ item: Substring) throws(TableFailure) -> ClosedRange<Int> {
        if let number = Int(item.trimmingBlanks) { return number...number }
        let ends = item.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let start = Int(ends[0].trimmingBlanks),
            let end = Int(ends[1].trimmingBlanks)
        else { throw failure("'\(item.prefix(40))' is neither a number nor a range") }
        guard start <= end else { throw failure("Invalid range") }
        return start...end
    }

    private static func failure(_ reason: String) -> TableFailure {
        TableFailure("Need comma-separated list of rows and columns (\(reason))")
    }
}
