/// A matrix of which only what is not zero is stored, row by row (CSR).
final class SparseRows: AnnDataSource {
    private let arrays: SparseArrays

    init(_ hierarchy: ZarrHierarchy, _ node: ZarrNode) throws(ImageFormatError) {
        arrays = try SparseArrays(hierarchy, node, axis: 0)
    }

    var rowCount: Int { arrays.rowCount }
    var columnCount: Int { arrays.columnCount }
    var kind: ZarrValues.Kind { arrays.data.kind }
    var file: String { arrays.data.file }

    func columns(_ rows: Range<Int>) throws(ImageFormatError) -> [ZarrValues] {
        let borders = rows.lowerBound..<(rows.upperBound + 1)
        guard case .longs(let ends) = try arrays.ends.columns(borders)[0],
            let first = ends.first, let last = ends.last, first >= 0, last <= arrays.data.rowCount,
            zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 && $1 - $0 <= columnCount })
        else { throw arrays.malformed(arrays.ends, "the ends of rows") }
        guard case .longs(let places) = try arrays.indices.columns(first..<last)[0],
            places.allSatisfy((0..<columnCount).contains)
        else { throw arrays.malformed(arrays.indices, "numbers of columns below \(columnCount)") }
        switch try arrays.data.columns(first..<last)[0] {
        case .longs(let numbers):
            return spread(numbers, places, ends, zero: 0, &+).map(ZarrValues.longs)
        case .doubles(let numbers):
            return spread(numbers, places, ends, zero: 0, +).map(ZarrValues.doubles)
        case .booleans, .texts: return []
        }
    }

    /// Dense columns; what a row names twice is the sum, as SciPy has it.
    private func spread<Number>(
        _ numbers: [Number],
        _ places: [Int],
        _ ends: [Int],
        zero: Number,
        _ sum: (Number, Number) -> Number
    ) -> [[Number]] {
        let rows = ends.count - 1
        var columns = [[Number]](
            repeating: [Number](repeating: zero, count: rows),
            count: columnCount
        )
        for row in 0..<rows {
            for entry in (ends[row] - ends[0])..<(ends[row + 1] - ends[0]) {
                let column = places[entry]
                columns[column][row] = sum(columns[column][row], numbers[entry])
            }
        }
        return columns
    }
}
