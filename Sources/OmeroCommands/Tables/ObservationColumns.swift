import ImageFormats
import Tables

/// What becomes of the columns of observations: those of things in the repository are looked up, as
/// they are in comma-separated values; all others stay what they are, or become what the user wants.
struct ObservationColumns {
    private struct Source {
        var name: String
        var type: ColumnType
        /// Whether the cells are names of things, whose numbers make a column of their own.
        var hasNames = false
    }

    private let sources: [Source]
    private let names: ObjectNames
    /// Where the plate of a row stands.
    private let plateIndex: Int?

    init(
        _ columns: [AnnDataTable.Column],
        _ names: ObjectNames,
        _ wanted: [String: ColumnType]
    ) throws {
        let known = Set(columns.map(\.name))
        if let unknown = wanted.keys.sorted().first(where: { !known.contains($0) }) {
            throw ObservationError(column: unknown, reason: "there is none")
        }
        var sources = try columns.map { try Self.source($0, wanted[$0.name]) }
        for index in sources.indices where sources[index].hasNames {
            let type = sources[index].type
            // `Image Name` beside `Image` is a text.
            guard sources.contains(where: { $0.type == type && !$0.hasNames }) else { continue }
            sources[index] = Source(name: sources[index].name, type: .string)
        }
        self.sources = sources
        self.names = names
        plateIndex = sources.firstIndex { $0.type == .plate }
    }

    private static func source(
        _ column: AnnDataTable.Column,
        _ wanted: ColumnType?
    ) throws(ObservationError) -> Source {
        let meaning = ColumnWord.meaning(column.name)?.type
        switch (column.kind, wanted ?? meaning) {
        case (.long, .some(let type)) where type.isObject:
            return Source(name: column.name, type: type)
        case (.text, .some(let type)) where type.isObject:
            return Source(name: column.name, type: type, hasNames: true)
        case (_, .string) where wanted != nil: return Source(name: column.name, type: .string)
        case (.long, .double) where wanted != nil: return Source(name: column.name, type: .double)
        default: break
        }
        let type = column.kind.type
        guard wanted == nil || wanted == type else {
            let reason = "its cells are those of a \(type.rawValue)"
            throw ObservationError(column: column.name, reason: reason)
        }
        return Source(name: column.name, type: type)
    }

    /// The columns of the table: of names, the numbers and then the names.
    var columns: [TableColumn] {
        sources.flatMap { source -> [TableColumn] in
            guard source.hasNames else { return [TableColumn(source.name, source.type)] }
            let base = ColumnWord.withoutName(source.name)
            return [TableColumn(base, source.type), TableColumn(base + " Name", .string)]
        }
    }

    /// The cells of some rows as the columns have them.
    func cells(_ values: [ZarrValues], _ rows: Range<Int>) throws -> [ColumnValues] {
        let plates = try plateIndex.map { try ids(values[$0], sources[$0], rows, plates: nil) }
        return try sources.enumerated().flatMap { index, source -> [ColumnValues] in
            let cells = values[index]
            guard source.type.isObject else { return [cells.column(of: source.type)] }
            let ids = try ColumnValues.longs(self.ids(cells, source, rows, plates: plates))
            return source.hasNames ? [ids, cells.column(of: .string)] : [ids]
        }
    }

    /// -1 where a name is missing.
    private func ids(
        _ cells: ZarrValues,
        _ source: Source,
        _ rows: Range<Int>,
        plates: [Int]?
    ) throws -> [Int] {
        try cells.texts.enumerated().map { place, text in
            if text.isEmpty { return -1 }
            let plate = plates?[place] == -1 ? nil : plates?[place]
            switch try names.answer(source.type, text, named: source.hasNames, plate: plate) {
            case .id(let id): return id
            case .fault(let reason):
                let row = rows.lowerBound + place
                throw ObservationError(column: source.name, row: row, reason: reason)
            }
        }
    }
}

extension ZarrValues.Kind {
    fileprivate var type: ColumnType {
        switch self {
        case .long: .long
        case .double: .double
        case .boolean: .boolean
        case .text: .string
        }
    }
}

extension ZarrValues {
    fileprivate var texts: [String] {
        switch self {
        case .longs(let numbers): numbers.map { "\($0)" }
        case .doubles(let numbers): numbers.map { "\($0)" }
        case .booleans(let truths): truths.map { $0 ? "True" : "False" }
        case .texts(let texts): texts
        }
    }

    /// As the cells of a column, which was found to take them.
    fileprivate func column(of type: ColumnType) -> ColumnValues {
        if type == .string { return .texts(TextValues(texts)) }
        return switch self {
        case .longs(let numbers):
            type == .double ? .doubles(numbers.map(Double.init)) : .longs(numbers)
        case .doubles(let numbers): .doubles(numbers)
        case .booleans(let truths): .booleans(truths)
        case .texts(let texts): .texts(TextValues(texts))
        }
    }
}
