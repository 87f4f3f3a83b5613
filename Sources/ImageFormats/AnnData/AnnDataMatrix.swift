import JSON

/// `X`: a number for each observation and variable.
enum AnnDataMatrix {
    /// Nil for a table without one, or without variables.
    static func source(
        _ hierarchy: ZarrHierarchy,
        _ table: String,
        rowCount: Int
    ) throws(ImageFormatError) -> (any AnnDataSource)? {
        let key = ZarrKey.below(table, "X")
        guard let node = try hierarchy.node(key) else { return nil }
        let source: any AnnDataSource
        switch try node.attributes.member(AnnDataEncoding.member)?.text() {
        case AnnDataEncoding.nothing: return nil
        case nil, AnnDataEncoding.array:
            source = try ZarrRowReader(hierarchy, key, dimensions: 2)
        case AnnDataEncoding.sparseRows: source = try SparseRows(hierarchy, node)
        case AnnDataEncoding.sparseColumns: source = try SparseColumns(hierarchy, node)
        case .some(let name): throw node.attributes.unsupported("the encoding \(name) of X")
        }
        guard source.rowCount == rowCount, source.kind != .text else {
            let expected = "\(rowCount) rows of numbers"
            throw .malformed(file: source.file, offset: 0, expected: expected)
        }
        let most = hierarchy.limits.tableColumns
        guard source.columnCount <= most else {
            throw .beyondLimit(file: source.file, limit: "\(most) columns")
        }
        return source.columnCount == 0 ? nil : source
    }
}

/// A matrix of which only what is not zero is stored, row by row (CSR).
private final class SparseRows: AnnDataSource {
    let rowCount: Int
    let columnCount: Int
    private let ends: ZarrRowReader
    private let indices: ZarrRowReader
    private let data: ZarrRowReader

    init(_ hierarchy: ZarrHierarchy, _ node: ZarrNode) throws(ImageFormatError) {
        let shape = try node.attributes.required("shape").shape(hierarchy.limits, least: 0)
        func part(_ name: String) throws(ImageFormatError) -> ZarrRowReader {
            try ZarrRowReader(hierarchy, ZarrKey.below(node.key, name), dimensions: 1)
        }
        ends = try part("indptr")
        indices = try part("indices")
        data = try part("data")
        guard shape.count == 2, ends.rowCount > 0, ends.rowCount - 1 == shape[0],
            indices.rowCount == data.rowCount, ends.kind == .long, indices.kind == .long,
            data.kind == .long || data.kind == .double
        else { throw node.attributes.malformed("a matrix of sparse rows") }
        (rowCount, columnCount) = (shape[0], shape[1])
    }

    var kind: ZarrValues.Kind { data.kind }
    var file: String { data.file }

    func columns(_ rows: Range<Int>) throws(ImageFormatError) -> [ZarrValues] {
        guard case .longs(let ends) = try ends.columns(rows.lowerBound..<(rows.upperBound + 1))[0],
            let first = ends.first, let last = ends.last, first >= 0, last <= data.rowCount,
            zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 && $1 - $0 <= columnCount })
        else { throw malformed(self.ends, "the ends of rows") }
        guard case .longs(let places) = try indices.columns(first..<last)[0],
            places.allSatisfy((0..<columnCount).contains)
        else { throw malformed(indices, "numbers of columns below \(columnCount)") }
        switch try data.columns(first..<last)[0] {
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

    private func malformed(_ reader: ZarrRowReader, _ expected: String) -> ImageFormatError {
        .malformed(file: reader.file, offset: 0, expected: expected)
    }
}
