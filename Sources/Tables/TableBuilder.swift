/// Gathers rows until they make a group, and hands it to the writer.
package struct TableBuilder {
    private let writer: TableWriter
    private var cells: [ColumnValues]
    private var rowCount = 0
    private var byteCount = 0

    package init(_ writer: TableWriter) {
        self.writer = writer
        cells = writer.columns.map(ColumnValues.init(of:))
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
        guard row.count == cells.count else {
            throw TableError.unfit("a row of \(row.count) cells for \(cells.count) columns")
        }
        for (index, cell) in row.enumerated() {
            byteCount += try cells[index].append(cell, writer.columns[index])
        }
        rowCount += 1
        try flushFull()
    }

    /// Adds rows as the cells of each column, which are as many in all of them.
    package mutating func append(columns: [ColumnValues]) throws {
        guard columns.count == cells.count, let count = columns.first?.count,
            columns.allSatisfy({ $0.count == count })
        else { throw TableError.unfit("columns that do not fit those of the table") }
        for (column, values) in zip(writer.columns, columns) { try Self.check(values, column) }
        try append(columns, count: count)
    }

    /// In parts of which the last makes a group no larger than one may be.
    private mutating func append(_ columns: [ColumnValues], count: Int) throws {
        let bytes = columns.reduce(0) { $0 + $1.byteCount }
        let room = TableLimits.groupRowsMax - rowCount
        if count > room || (count > 1 && bytes > Self.partBytesMax) {
            let half = max(1, min(room, count / 2))
            try append(columns.map { $0.part(0..<half) }, count: half)
            return try append(columns.map { $0.part(half..<count) }, count: count - half)
        }
        for index in cells.indices { cells[index].append(columns[index], at: 0..<count) }
        rowCount += count
        byteCount += bytes
        try flushFull()
    }

    private static let partBytesMax = 1 << 20

    private static func check(
        _ values: ColumnValues,
        _ column: TableColumn
    ) throws(TableError) {
        guard values.isKind(of: column) else {
            throw .unfit("cells that are none of column '\(column.name)'")
        }
        guard case .texts(let texts) = values else { return }
        for index in 0..<texts.count { try check(textBytes: texts.range(index).count) }
    }

    fileprivate static func check(textBytes count: Int) throws(TableError) {
        guard count <= TableLimits.textBytesMax else {
            throw .beyondLimit("\(TableLimits.textBytesMax) bytes of text in a cell")
        }
    }

    private mutating func flushFull() throws {
        if rowCount == TableLimits.groupRowsMax || byteCount >= TableLimits.groupBytesMax {
            try flush()
        }
    }

    /// Writes what is left; the writer is not finished.
    package mutating func flush() throws {
        try writer.write(cells)
        cells = writer.columns.map(ColumnValues.init(of:))
        (rowCount, byteCount) = (0, 0)
    }
}

extension ColumnValues {
    fileprivate func isKind(of column: TableColumn) -> Bool {
        switch (self, column.type.storage) {
        case (.longs, .longs), (.doubles, .doubles), (.booleans, .booleans), (.texts, .texts): true
        case (.floatArrays(_, let width), .floatArrays),
            (.doubleArrays(_, let width), .doubleArrays),
            (.longArrays(_, let width), .longArrays):
            width == column.width
        default: false
        }
    }

    /// Answers how many bytes the cell takes.
    ///
    /// The own case is emptied before its array grows, so that it is not copied.
    fileprivate mutating func append(
        _ cell: TableBuilder.Cell,
        _ column: TableColumn
    ) throws(TableError) -> Int {
        let own = self
        self = .booleans([])
        switch (own, cell) {
        case (.longs(var values), .long(let value)):
            values.append(value)
            self = .longs(values)
            return 8
        case (.doubles(var values), .double(let value)):
            values.append(value)
            self = .doubles(values)
            return 8
        case (.booleans(var values), .boolean(let value)):
            values.append(value)
            self = .booleans(values)
            return 1
        case (.texts(var values), .text(let value)):
            try TableBuilder.check(textBytes: value.utf8.count)
            values.append(value)
            self = .texts(values)
            return 4 + value.utf8.count
        case (.longArrays(let values, let width), .longs(let cell)) where cell.count == width:
            self = .longArrays(values + cell, width: width)
        case (.doubleArrays(let values, let width), .doubles(let cell)) where cell.count == width:
            self = .doubleArrays(values + cell, width: width)
        case (.floatArrays(let values, let width), .doubles(let cell)) where cell.count == width:
            self = .floatArrays(values + cell.map(Float.init), width: width)
        default: throw .unfit("a cell that is none of column '\(column.name)'")
        }
        return 8 * column.width
    }
}
