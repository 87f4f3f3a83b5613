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
