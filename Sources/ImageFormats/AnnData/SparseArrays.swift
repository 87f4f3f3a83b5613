/// The arrays of a matrix of which only what is not zero is stored, row by row or column by column.
struct SparseArrays {
    let rowCount: Int
    let columnCount: Int
    /// Where each row, or column, begins among the stored values, and where the last one ends.
    let ends: ZarrRowReader
    /// The column, or row, of each stored value.
    let indices: ZarrRowReader
    let data: ZarrRowReader

    /// - Parameter axis: 0 for what is stored row by row, 1 for columns.
    init(_ hierarchy: ZarrHierarchy, _ node: ZarrNode, axis: Int) throws(ImageFormatError) {
        let shape = try node.attributes.required("shape").shape(hierarchy.limits, least: 0)
        func part(_ name: String) throws(ImageFormatError) -> ZarrRowReader {
            try ZarrRowReader(hierarchy, ZarrKey.below(node.key, name), dimensions: 1)
        }
        ends = try part("indptr")
        indices = try part("indices")
        data = try part("data")
        guard shape.count == 2, ends.rowCount > 0, ends.rowCount - 1 == shape[axis],
            indices.rowCount == data.rowCount, ends.kind == .long, indices.kind == .long,
            data.kind == .long || data.kind == .double
        else {
            throw node.attributes.malformed("a matrix of sparse \(axis == 0 ? "rows" : "columns")")
        }
        (rowCount, columnCount) = (shape[0], shape[1])
    }

    /// What is said of an array that is not as it should be.
    func malformed(_ reader: ZarrRowReader, _ expected: String) -> ImageFormatError {
        .malformed(file: reader.file, offset: 0, expected: expected)
    }
}
