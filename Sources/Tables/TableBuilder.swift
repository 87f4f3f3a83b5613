/// Gathers rows until they make a group, and hands it to the writer.
package struct TableBuilder {
    private let writer: TableWriter
    private var columns: [ColumnBuffer]
    private var rowCount = 0
    private var byteCount = 0

    package init(_ writer: TableWriter) {
        self.writer = writer
        columns = writer.columns.map(ColumnBuffer.init)
    }

    /// One cell of a row, by the kind of its column.
    package enum Cell: Sendable, Equatable {
        case long(Int)
        case double(Double)
        case boolean(Bool)
        case text(String)
        case longs([Int])
        case doubles([Double])
    }

    /// Adds a row that has a cell for each column.
    package mutating func append(_ row: [Cell]) throws {
        guard row.count == columns.count else {
            throw TableError.unfit("a row of \(row.count) cells for \(columns.count) columns")
        }
        for (index, cell) in row.enumerated() { byteCount += try columns[index].append(cell) }
        try endRow()
    }

    /// Adds a cell to the row that is made; each column gets one before the row ends.
    package mutating func add(_ number: Int, to column: Int) throws(TableError) {
        byteCount += try columns[column].append(number)
    }

    package mutating func add(_ number: Double, to column: Int) throws(TableError) {
        byteCount += try columns[column].append(number)
    }

    package mutating func add(_ truth: Bool, to column: Int) throws(TableError) {
        byteCount += try columns[column].append(truth)
    }

    /// Takes UTF-8.
    package mutating func add(
        utf8 text: some Collection<UInt8>,
        to column: Int
    ) throws(TableError) { byteCount += try columns[column].append(text) }

    package mutating func endRow() throws {
        rowCount += 1
        try flushFull()
    }

    /// Adds rows as the cells of each column, which are as many in all of them.
    package mutating func append(columns cells: [ColumnValues]) throws {
        guard cells.count == columns.count, let count = cells.first?.count,
            cells.allSatisfy({ $0.count == count })
        else { throw TableError.unfit("columns that do not fit those of the table") }
        try append(cells, count: count)
    }

    private static let partBytesMax = 1 << 20

    /// In parts of which the last makes a group no larger than one may be.
    private mutating func append(_ cells: [ColumnValues], count: Int) throws {
        let bytes = cells.reduce(0) { $0 + $1.byteCount }
        let room = TableLimits.groupRowsMax - rowCount
        if count > room || (count > 1 && bytes > Self.partBytesMax) {
            let half = max(1, min(room, count / 2))
            try append(cells.map { $0.part(0..<half) }, count: half)
            return try append(cells.map { $0.part(half..<count) }, count: count - half)
        }
        for index in columns.indices { try columns[index].append(cells[index]) }
        rowCount += count
        byteCount += bytes
        try flushFull()
    }

    private mutating func flushFull() throws {
        if rowCount == TableLimits.groupRowsMax || byteCount >= TableLimits.groupBytesMax {
            try flush()
        }
    }

    /// Writes what is left; the writer is not finished.
    package mutating func flush() throws {
        try writer.write(columns.map(\.values))
        for index in columns.indices { columns[index].removeAll() }
        (rowCount, byteCount) = (0, 0)
    }
}
