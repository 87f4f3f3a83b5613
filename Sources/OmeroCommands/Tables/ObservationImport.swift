import ImageFormats
import Tables

/// Makes the file of a table of annotated observations, some rows at a time.
struct ObservationImport {
    private let table: AnnDataTable
    private let columns: ObservationColumns

    /// Rows that are read at a time, and about the bytes that they may take.
    private static let rowsMax = 4096
    private static let bytesMax = 4 << 20

    init(
        _ table: AnnDataTable,
        _ names: ObjectNames,
        _ wanted: [String: ColumnType]
    ) throws {
        self.table = table
        columns = try ObservationColumns(table.columns, names, wanted)
    }

    func write(to path: String) throws {
        let writer = try TableWriter(path, columns.columns, metadata: table.attributes)
        var builder = TableBuilder(writer)
        let step = max(1, min(Self.rowsMax, Self.bytesMax / (8 * table.columns.count)))
        for start in stride(from: 0, to: table.rowCount, by: step) {
            let rows = start..<min(start + step, table.rowCount)
            try builder.append(columns: columns.cells(try table.cells(rows), rows))
        }
        try builder.flush()
        try writer.finish()
    }
}

/// What cannot be taken over, and where it stands.
struct ObservationError: Error, Equatable, CustomStringConvertible {
    var column: String
    /// From 0; nil when it is about the whole column.
    var row: Int?
    var reason: String

    var description: String {
        (row.map { "row \($0), " } ?? "") + "column '\(column)': \(reason)"
    }
}
