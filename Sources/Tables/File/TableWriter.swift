import Codecs
package import JSON
import Kernel

/// Writes a table group by group; the file appears when the table is finished.
package final class TableWriter {
    private let file: NewFile
    private var layout: TableLayout

    /// - Throws: `TableError` for columns that no table has, `SystemError`.
    package init(
        _ path: String,
        _ columns: [TableColumn],
        metadata: [JSONValue.Member] = []
    ) throws {
        try Self.check(columns)
        layout = TableLayout(columns: columns, metadata: metadata)
        file = try NewFile(path)
        try file.append(SampleBytes.bytes([TableLayout.mark]))
    }

    private static func check(_ columns: [TableColumn]) throws(TableError) {
        guard !columns.isEmpty else { throw .unfit("a table without columns") }
        guard columns.count <= TableLimits.columnsMax else {
            throw .beyondLimit("\(TableLimits.columnsMax) columns")
        }
        var names: Set<String> = []
        for column in columns {
            guard !column.name.isEmpty else { throw .unfit("a column without a name") }
            guard names.insert(column.name).inserted else {
                throw .unfit("two columns are called '\(column.name)'")
            }
            guard (1...TableLimits.arrayWidthMax).contains(column.width),
                column.type.isArray || column.width == 1
            else { throw .unfit("column '\(column.name)' has cells of \(column.width) elements") }
        }
    }

    package var columns: [TableColumn] { layout.columns }
    package var rowCount: Int { layout.rowCount }

    /// Writes the next rows, all columns of them; none are no group.
    package func write(_ group: [ColumnValues]) throws {
        guard let count = group.first?.count, count > 0 else { return }
        guard count <= TableLimits.groupRowsMax, layout.groups.count < TableLimits.groupsMax else {
            throw TableError.beyondLimit("\(TableLimits.groupRowsMax) rows in a group")
        }
        guard group.count == columns.count, group.allSatisfy({ $0.count == count }) else {
            throw TableError.unfit("columns of different lengths")
        }
        let chunks = try group.map { try write($0) }
        layout.groups.append(.init(rowEnd: rowCount + count, chunks: chunks))
    }

    private func write(_ values: ColumnValues) throws -> TableLayout.Chunk {
        let bytes = ChunkCoding.bytes(values)
        guard bytes.count <= TableLimits.chunkBytesMax else {
            throw TableError.beyondLimit("\(TableLimits.chunkBytesMax) bytes in a chunk")
        }
        let stored = try Zstandard.encode(bytes, inFramesOf: ChunkCoding.frameBytes)
        let chunk = TableLayout.Chunk(
            offset: file.byteCount,
            storedBytes: stored.count,
            decodedBytes: bytes.count,
            checksum: CRC32C.checksum(stored, count: stored.count),
            bounds: ValueBounds(values)
        )
        try file.append(stored)
        return chunk
    }

    /// Ends the file, which is then at its path.
    package func finish() throws {
        try file.append(try layout.end(at: file.byteCount))
        try file.finish()
    }
}
