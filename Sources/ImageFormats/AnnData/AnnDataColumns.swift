import JSON

/// What the cells of one or several columns come from.
protocol AnnDataSource: AnyObject {
    var kind: ZarrValues.Kind { get }
    var rowCount: Int { get }
    var columnCount: Int { get }
    /// What errors call it.
    var file: String { get }
    func columns(_ rows: Range<Int>) throws(ImageFormatError) -> [ZarrValues]
}

extension ZarrRowReader: AnnDataSource {
    var kind: ZarrValues.Kind { array.type.kind }
    var file: String { array.file }
}

/// Columns of a data frame in the ways that AnnData writes them.
struct AnnDataColumns {
    private let hierarchy: ZarrHierarchy

    init(_ hierarchy: ZarrHierarchy) { self.hierarchy = hierarchy }

    func source(_ key: String) throws(ImageFormatError) -> any AnnDataSource {
        guard let node = try hierarchy.node(key) else {
            throw .malformed(file: hierarchy.store.file(key), offset: 0, expected: "a column")
        }
        let encoding = try node.attributes.member(AnnDataEncoding.member)?.text()
        switch encoding {
        case nil, AnnDataEncoding.array, AnnDataEncoding.texts:
            return try ZarrRowReader(hierarchy, key, dimensions: 1)
        case AnnDataEncoding.categorical: return try CategoricalColumn(hierarchy, key)
        case .some(let name) where AnnDataEncoding.nullable.contains(name):
            return try NullableColumn(hierarchy, key)
        case .some(let name):
            throw node.attributes.unsupported("the encoding \(name) of a column")
        }
    }
}

/// Codes of values that are listed once; a negative code is a missing value.
private final class CategoricalColumn: AnnDataSource {
    private let codes: ZarrRowReader
    private let categories: ZarrValues
    private let hasMissing: Bool

    init(_ hierarchy: ZarrHierarchy, _ key: String) throws(ImageFormatError) {
        codes = try ZarrRowReader(hierarchy, ZarrKey.below(key, "codes"), dimensions: 1)
        guard codes.kind == .long else { throw Self.malformed(codes, "whole numbers") }
        let list = try AnnDataColumns(hierarchy).source(ZarrKey.below(key, "categories"))
        let most = hierarchy.limits.tableCategories
        guard list.rowCount <= most else {
            throw .beyondLimit(file: list.file, limit: "\(most) categories")
        }
        categories = try list.columns(0..<list.rowCount)[0]
        hasMissing = try codes.contains(limit: hierarchy.limits.tableRows) { values in
            if case .longs(let codes) = values { codes.contains { $0 < 0 } } else { false }
        }
    }

    var kind: ZarrValues.Kind { hasMissing ? categories.kind.withMissing : categories.kind }
    var rowCount: Int { codes.rowCount }
    var columnCount: Int { 1 }
    var file: String { codes.file }

    func columns(_ rows: Range<Int>) throws(ImageFormatError) -> [ZarrValues] {
        guard case .longs(let codes) = try codes.columns(rows)[0] else { return [] }
        let most = categories.count
        guard codes.allSatisfy({ $0 < most }) else {
            throw Self.malformed(self.codes, "codes below \(most)")
        }
        return [categories.picked(codes.map { $0 < 0 ? nil : $0 }, hasMissing: hasMissing)]
    }

    private static func malformed(_ codes: ZarrRowReader, _ expected: String) -> ImageFormatError {
        .malformed(file: codes.file, offset: 0, expected: expected)
    }
}

/// Values beside truths that say which of them are missing.
private final class NullableColumn: AnnDataSource {
    private let values: ZarrRowReader
    private let mask: ZarrRowReader
    private let hasMissing: Bool

    init(_ hierarchy: ZarrHierarchy, _ key: String) throws(ImageFormatError) {
        values = try ZarrRowReader(hierarchy, ZarrKey.below(key, "values"), dimensions: 1)
        mask = try ZarrRowReader(hierarchy, ZarrKey.below(key, "mask"), dimensions: 1)
        guard mask.kind == .boolean, mask.rowCount == values.rowCount else {
            let expected = "\(values.rowCount) truths"
            throw .malformed(file: mask.file, offset: 0, expected: expected)
        }
        hasMissing = try mask.contains(limit: hierarchy.limits.tableRows) { values in
            if case .booleans(let truths) = values { truths.contains(true) } else { false }
        }
    }

    var kind: ZarrValues.Kind { hasMissing ? values.kind.withMissing : values.kind }
    var rowCount: Int { values.rowCount }
    var columnCount: Int { 1 }
    var file: String { values.file }

    func columns(_ rows: Range<Int>) throws(ImageFormatError) -> [ZarrValues] {
        guard case .booleans(let isMissing) = try mask.columns(rows)[0] else { return [] }
        let places = isMissing.enumerated().map { $0.element ? nil : $0.offset }
        return [try values.columns(rows)[0].picked(places, hasMissing: hasMissing)]
    }
}

extension ZarrRowReader {
    /// Whether some rows are so, looked at a piece at a time.
    fileprivate func contains(
        limit: Int,
        _ isWanted: (ZarrValues) -> Bool
    ) throws(ImageFormatError) -> Bool {
        guard rowCount <= limit else { throw .beyondLimit(file: file, limit: "\(limit) rows") }
        for start in stride(from: 0, to: rowCount, by: Self.pieceRows) {
            let rows = start..<min(start + Self.pieceRows, rowCount)
            if isWanted(try columns(rows)[0]) { return true }
        }
        return false
    }

    private static let pieceRows = 1 << 16
}
