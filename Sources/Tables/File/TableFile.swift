import Codecs
package import JSON

/// A table in a file: columns by their places, rows from 0; reading is bounded by one group of rows.
package struct TableFile: Sendable {
    let file: TableBytes
    let layout: TableLayout

    /// - Throws: `TableError.damaged` for what is no table.
    package init(_ file: TableBytes) throws {
        self.file = file
        layout = try TableLayout(reading: file)
    }

    package var columns: [TableColumn] { layout.columns }
    package var rowCount: Int { layout.rowCount }
    package var metadata: [JSONValue.Member] { layout.metadata }
    package var groupCount: Int { layout.groups.count }
    package func rows(ofGroup index: Int) -> Range<Int> { layout.rows(ofGroup: index) }

    /// The cells of a column in a group of rows.
    package func values(ofColumn column: Int, group: Int) throws -> ColumnValues {
        try values(ofColumn: column, group: group) { stored, count throws(CodecError) in
            try Zstandard.decode(stored, countMax: count)
        }
    }

    /// The same, of which only the cells at some places are true, which are in their order.
    private func values(
        ofColumn column: Int,
        group: Int,
        at places: [Int]
    ) throws -> ColumnValues {
        // Where a text begins is known from the one before it.
        guard let width = columns[column].cellBytes else {
            return try values(ofColumn: column, group: group)
        }
        var next = places[...]
        return try values(ofColumn: column, group: group) { stored, count throws(CodecError) in
            try Zstandard.decode(stored, count: count) { bytes in
                next = next.drop { ($0 + 1) * width <= bytes.lowerBound }
                return next.first.map { $0 * width < bytes.upperBound } ?? false
            }
        }
    }

    private func values(
        ofColumn column: Int,
        group: Int,
        _ decode: (_ stored: [UInt8], _ count: Int) throws(CodecError) -> [UInt8]
    ) throws -> ColumnValues {
        let chunk = layout.groups[group].chunks[column]
        let stored = try file.bytes(chunk.offset, chunk.storedBytes)
        guard CRC32C.checksum(stored, count: stored.count) == chunk.checksum else {
            throw file.damaged(chunk.offset, "a checksum of other bytes")
        }
        let values: ColumnValues?
        do throws(CodecError) {
            let bytes = try decode(stored, chunk.decodedBytes)
            let count = layout.rows(ofGroup: group).count
            values = ChunkCoding.values(bytes, of: columns[column], count: count)
        } catch {
            throw file.damaged(chunk.offset, "\(error)")
        }
        guard let values else { throw file.damaged(chunk.offset, "a chunk of other cells") }
        return values
    }

    /// The cells of a column in some rows, in the order of these; each group is read once.
    ///
    /// - Parameter rows: rows of the table, in any order, also several times.
    package func cells(ofColumn column: Int, rows: [Int]) throws -> ColumnValues {
        let isSorted = zip(rows, rows.dropFirst()).allSatisfy(<=)
        let order = isSorted ? nil : rows.indices.sorted { rows[$0] < rows[$1] }
        let sorted = order.map { $0.map { rows[$0] } } ?? rows
        var cells = ColumnValues(of: columns[column])
        var rest = sorted[...]
        while let row = rest.first {
            let group = layout.group(ofRow: row)
            let range = layout.rows(ofGroup: group)
            let end = rest.firstIndex { $0 >= range.upperBound } ?? rest.endIndex
            let places = rest[..<end].map { $0 - range.lowerBound }
            let values = try values(ofColumn: column, group: group, at: places)
            cells.append(values, at: places)
            rest = rest[end...]
        }
        guard let order else { return cells }
        var places = [Int](repeating: 0, count: rows.count)
        for (sortedPlace, place) in order.enumerated() { places[place] = sortedPlace }
        var asked = ColumnValues(of: columns[column])
        asked.append(cells, at: places)
        return asked
    }
}
