package import Tables

/// Rows of a table that were asked for, with the numbers of all.
package struct TablePage: Sendable {
    package let columns: [TableColumn]
    /// Of each column, the cells of the rows.
    package let cells: [ColumnValues]
    package let rowCount: Int
    /// How many rows fulfil the query.
    package let totalCount: Int
    package let offset: Int
    /// Nil for all.
    package let limit: Int?

    package var shownCount: Int { cells.first?.count ?? 0 }
}

extension StoredTables {
    /// - Parameters:
    ///   - names: the columns that are wanted, in this order; none for all, unknown ones are left out.
    ///   - limit: nil for all rows, within what one answer may have.
    package func page(
        _ table: TableFile,
        query: String?,
        columns names: [String] = [],
        offset: Int = 0,
        limit: Int? = nil
    ) throws -> TablePage {
        let condition = try Self.condition(query, table)
        let search = TableSearch(table, condition)
        let found = try search.page(
            in: 0..<table.rowCount,
            offset: offset,
            limit: min(limit ?? Int.max, limits.tableRows + 1)
        )
        let wanted = min(limit ?? Int.max, max(0, found.totalCount - offset))
        try check(rows: wanted)
        let places = Self.columns(names, table)
        return TablePage(
            columns: places.map { table.columns[$0] },
            cells: try cells(table, columns: places, rows: found.rows),
            rowCount: table.rowCount,
            totalCount: found.totalCount,
            offset: offset,
            limit: limit
        )
    }

    func check(rows count: Int) throws(TableFailure) {
        guard count > limits.tableRows else { return }
        throw TableFailure(
            "Trying to download \(count) rows exceeds configured"
                + " omero.web.max_table_download_rows of \(limits.tableRows)",
            status: 404
        )
    }

    static func columns(_ names: [String], _ table: TableFile) -> [Int] {
        guard !names.isEmpty else { return Array(table.columns.indices) }
        return names.compactMap { name in table.columns.firstIndex { $0.name == name } }
    }
}
