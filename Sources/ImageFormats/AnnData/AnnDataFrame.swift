import JSON

/// A data frame: a group with an array of names and a column for each that is listed.
struct AnnDataFrame {
    private let hierarchy: ZarrHierarchy
    private let key: String
    private let attributes: ZarrDocument
    /// Where the names of the rows lie, below the group.
    private let index: ZarrDocument

    init(_ hierarchy: ZarrHierarchy, _ key: String) throws(ImageFormatError) {
        guard let node = try hierarchy.node(key), !node.isArray else {
            throw .malformed(file: hierarchy.store.file(key), offset: 0, expected: "a data frame")
        }
        let encoding = try node.attributes.required(AnnDataEncoding.member).text()
        guard encoding == AnnDataEncoding.frame else {
            throw node.attributes.unsupported("the encoding \(encoding) of a data frame")
        }
        self.hierarchy = hierarchy
        self.key = key
        attributes = node.attributes
        index = try node.attributes.required("_index")
    }

    func rowCount() throws(ImageFormatError) -> Int {
        let array = try hierarchy.array(indexArrayKey())
        guard array.shape.count == 1 else {
            throw .malformed(file: array.file, offset: 0, expected: "an array of 1 dimension")
        }
        let most = hierarchy.limits.tableRows
        guard array.shape[0] <= most else {
            throw .beyondLimit(file: array.file, limit: "\(most) rows")
        }
        return array.shape[0]
    }

    /// All names of rows: those of `var` are columns of a table.
    func names() throws(ImageFormatError) -> [String] {
        let source = try AnnDataColumns(hierarchy).source(ZarrKey.joined(key, index))
        let most = hierarchy.limits.tableColumns
        guard source.rowCount <= most else {
            throw .beyondLimit(file: source.file, limit: "\(most) columns")
        }
        guard case .texts(let names) = try source.columns(0..<source.rowCount)[0] else {
            throw .malformed(file: source.file, offset: 0, expected: "texts")
        }
        return names
    }

    /// The names of the rows, and the columns in their order.
    func columns(
        rowCount: Int
    ) throws(ImageFormatError) -> [(name: String, source: any AnnDataSource)] {
        let order = try attributes.required("column-order")
            .elements(countMax: hierarchy.limits.tableColumns)
        let places = try order.mapOrFail { place throws(ImageFormatError) in
            (try place.text(), try ZarrKey.joined(key, place))
        }
        let name = try indexName(places.map(\.0))
        let all = [(name, try indexArrayKey())] + places
        return try all.mapOrFail { place throws(ImageFormatError) in
            let source = try AnnDataColumns(hierarchy).source(place.1)
            guard source.rowCount == rowCount else {
                throw .malformed(file: source.file, offset: 0, expected: "\(rowCount) rows")
            }
            return (place.0, source)
        }
    }

    /// pandas calls an index without a name so.
    private static let nameless = "_index"

    private func indexName(_ columns: [String]) throws(ImageFormatError) -> String {
        let name = try index.text()
        return name == Self.nameless && !columns.contains("index") ? "index" : name
    }

    private func indexArrayKey() throws(ImageFormatError) -> String {
        let place = try ZarrKey.joined(key, index)
        guard let node = try hierarchy.node(place), node.isArray else {
            throw .malformed(file: hierarchy.store.file(place), offset: 0, expected: "an array")
        }
        return place
    }
}
