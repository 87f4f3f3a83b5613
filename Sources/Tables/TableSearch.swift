/// The rows of a table that fulfil a condition, group by group.
package struct TableSearch: Sendable {
    private let table: TableFile
    /// Nil for all rows.
    private let condition: Condition?

    package init(_ table: TableFile, _ condition: Condition?) {
        self.table = table
        self.condition = condition
    }

    /// Some rows of all that fulfil it, and how many these are.
    package struct Page: Sendable, Equatable {
        package var rows: [Int]
        package var totalCount: Int
    }

    /// - Parameters:
    ///   - range: the rows that are searched.
    ///   - offset: how many of the rows that are found are left out.
    ///   - limit: how many are wanted at most; they are counted all the same.
    package func page(in range: Range<Int>, offset: Int, limit: Int) throws -> Page {
        let range = range.clamped(to: 0..<table.rowCount)
        guard condition != nil else {
            let start = range.lowerBound + min(offset, range.count)
            let rows = start..<(start + min(limit, range.upperBound - start))
            return Page(rows: Array(rows), totalCount: range.count)
        }
        var page = Page(rows: [], totalCount: 0)
        try forEachGroup(in: range) { found in
            let skipped = max(0, min(found.count, offset - page.totalCount))
            let room = limit - page.rows.count
            page.rows += found[skipped...].prefix(room)
            page.totalCount += found.count
            return true
        }
        return page
    }

    /// Calls with the rows that are found in each group, until it answers false.
    package func forEachGroup(in range: Range<Int>, _ body: ([Int]) throws -> Bool) throws {
        for group in 0..<table.groupCount {
            let rows = table.rows(ofGroup: group).clamped(to: range)
            guard !rows.isEmpty else { continue }
            let found = try self.rows(inGroup: group).filter(rows.contains)
            guard try found.isEmpty || body(found) else { return }
        }
    }

    /// The rows of one group that fulfil it; most groups are known by their bounds.
    package func rows(inGroup group: Int) throws -> [Int] {
        let rows = table.rows(ofGroup: group)
        guard let condition else { return Array(rows) }
        switch condition.verdict({ table.layout.groups[group].chunks[$0].bounds }) {
        case .never: return []
        case .always: return Array(rows)
        case .unknown: break
        }
        var cells: [Int: ColumnValues] = [:]
        for column in condition.columns {
            cells[column] = try table.values(ofColumn: column, group: group)
        }
        let truths = ConditionEvaluation(cells: cells).truths(condition.root)
        // A condition without columns is one truth for all rows.
        if truths.count == 1 && rows.count > 1 { return truths[0] ? Array(rows) : [] }
        return rows.filter { truths[$0 - rows.lowerBound] }
    }
}
