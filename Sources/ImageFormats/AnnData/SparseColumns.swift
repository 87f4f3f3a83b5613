/// A matrix of which only what is not zero is stored, column by column (CSC).
///
/// Tables are read by rows, so all that is stored is put into the order of rows once, up to a limit.
final class SparseColumns: AnnDataSource {
    private let arrays: SparseArrays
    /// Nil until the first rows are asked for.
    private var entries: Entries?

    private enum Entries {
        case longs([SparseEntry<Int>])
        case doubles([SparseEntry<Double>])
    }

    /// Stored values that are read at once.
    private static let pieceCount = 1 << 16

    init(_ hierarchy: ZarrHierarchy, _ node: ZarrNode) throws(ImageFormatError) {
        arrays = try SparseArrays(hierarchy, node, axis: 1)
        let most = hierarchy.limits.tableEntries
        guard arrays.data.rowCount <= most else {
            throw .beyondLimit(
                file: file,
                limit:
                    "\(most) stored values by columns (CSC); by rows (CSR) there is no such limit"
            )
        }
        let limits = [hierarchy.limits.tableRows, hierarchy.limits.tableColumns]
        guard rowCount <= limits[0], columnCount <= limits[1] else {
            throw .beyondLimit(file: file, limit: "\(limits[0]) rows of \(limits[1]) columns")
        }
    }

    var rowCount: Int { arrays.rowCount }
    var columnCount: Int { arrays.columnCount }
    var kind: ZarrValues.Kind { arrays.data.kind }
    var file: String { arrays.data.file }

    func columns(_ rows: Range<Int>) throws(ImageFormatError) -> [ZarrValues] {
        if entries == nil { entries = try read() }
        return switch entries {
        case nil: []
        case .longs(let entries): dense(entries, rows, zero: 0, &+).map(ZarrValues.longs)
        case .doubles(let entries): dense(entries, rows, zero: 0, +).map(ZarrValues.doubles)
        }
    }

    private func read() throws(ImageFormatError) -> Entries {
        guard case .longs(let ends) = try arrays.ends.columns(0..<(columnCount + 1))[0],
            ends.first == 0, ends.last == arrays.data.rowCount,
            zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 })
        else { throw arrays.malformed(arrays.ends, "the ends of columns") }
        if kind == .long {
            return .longs(
                try entries(ends) { values in
                    if case .longs(let numbers) = values { numbers } else { [] }
                }
            )
        }
        return .doubles(
            try entries(ends) { values in
                if case .doubles(let numbers) = values { numbers } else { [] }
            }
        )
    }

    private func entries<Number>(
        _ ends: [Int],
        _ numbers: (ZarrValues) -> [Number]
    ) throws(ImageFormatError) -> [SparseEntry<Number>] {
        var entries: [SparseEntry<Number>] = []
        let count = arrays.data.rowCount
        entries.reserveCapacity(count)
        var column = 0
        for start in stride(from: 0, to: count, by: Self.pieceCount) {
            let piece = start..<min(start + Self.pieceCount, count)
            guard case .longs(let places) = try arrays.indices.columns(piece)[0],
                places.allSatisfy((0..<rowCount).contains)
            else { throw arrays.malformed(arrays.indices, "numbers of rows below \(rowCount)") }
            for (offset, number) in numbers(try arrays.data.columns(piece)[0]).enumerated() {
                while ends[column + 1] <= start + offset { column += 1 }
                let row = Int32(places[offset])
                entries.append(SparseEntry(row: row, column: Int32(column), number: number))
            }
        }
        entries.sort { $0.row < $1.row }
        return entries
    }

    /// Columns with their zeros; what is stored twice is the sum, as SciPy has it.
    private func dense<Number>(
        _ entries: [SparseEntry<Number>],
        _ rows: Range<Int>,
        zero: Number,
        _ sum: (Number, Number) -> Number
    ) -> [[Number]] {
        var columns = [[Number]](
            repeating: [Number](repeating: zero, count: rows.count),
            count: columnCount
        )
        var place = SparseEntry.firstPlace(in: entries, fromRow: rows.lowerBound)
        while place < entries.count, entries[place].row < rows.upperBound {
            let (row, column) = (
                Int(entries[place].row) - rows.lowerBound, Int(entries[place].column)
            )
            columns[column][row] = sum(columns[column][row], entries[place].number)
            place += 1
        }
        return columns
    }
}

/// One stored value; 16 bytes, as there are many.
private struct SparseEntry<Number> {
    let row: Int32
    let column: Int32
    let number: Number

    /// Where the entries of a row and of those behind it begin; entries ascend by rows.
    static func firstPlace(in entries: [SparseEntry], fromRow row: Int) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(entries[middle].row) < row { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
