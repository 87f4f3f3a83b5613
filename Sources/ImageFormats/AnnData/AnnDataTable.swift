package import JSON

/// One table of annotated observations: a row for each, with the columns of `obs` and then those of `X`.
///
/// It remembers the chunks read last: rows are read in their order, by one thread.
package final class AnnDataTable {
    package struct Column: Sendable, Equatable {
        package let name: String
        package let kind: ZarrValues.Kind
    }

    /// Nil for the root of the hierarchy, whose name is the store's.
    package let name: String?
    package let rowCount: Int
    package let columns: [Column]
    /// What SpatialData says of the things that the rows are about.
    package let attributes: [JSONValue.Member]

    private let sources: [any AnnDataSource]

    private static let aboutRegions = ["region", "region_key", "instance_key"]

    init(_ hierarchy: ZarrHierarchy, _ key: String, name: String?) throws(ImageFormatError) {
        guard let node = try hierarchy.node(key) else {
            throw .malformed(file: hierarchy.store.file(key), offset: 0, expected: "a table")
        }
        self.name = name
        attributes = Self.aboutRegions.compactMap { name in
            node.attributes.member(name).map { JSONValue.Member(name, $0.value) }
        }
        let observations = try AnnDataFrame(hierarchy, ZarrKey.below(key, "obs"))
        rowCount = try observations.rowCount()
        var columns: [Column] = []
        var sources: [any AnnDataSource] = []
        for (name, source) in try observations.columns(rowCount: rowCount) {
            columns.append(Column(name: name, kind: source.kind))
            sources.append(source)
        }
        if let matrix = try AnnDataMatrix.source(hierarchy, key, rowCount: rowCount) {
            let names = try AnnDataFrame(hierarchy, ZarrKey.below(key, "var")).names()
            guard names.count == matrix.columnCount else {
                let expected = "\(names.count) columns, one for each name in var"
                throw .malformed(file: matrix.file, offset: 0, expected: expected)
            }
            columns += names.map { Column(name: $0, kind: matrix.kind) }
            sources.append(matrix)
        }
        self.columns = columns
        self.sources = sources
    }

    /// The cells of some rows, column by column.
    package func cells(_ rows: Range<Int>) throws(ImageFormatError) -> [ZarrValues] {
        var cells: [ZarrValues] = []
        for source in sources { cells += try source.columns(rows) }
        return cells
    }
}
