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
            guard value.utf8.count <= TableLimits.textBytesMax else {
                throw .beyondLimit("\(TableLimits.textBytesMax) bytes of text in a cell")
            }
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
