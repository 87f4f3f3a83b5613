import Tables

/// What becomes of the columns of a file: found out in a first reading of all of it.
struct ColumnPlan {
    /// One column of the file.
    struct Source {
        var name: String
        /// As the file or the user says; nil when the values decide.
        var type: ColumnType?
        var hasNames = false
        fileprivate var values = ValueGuess()
    }

    private(set) var sources: [Source]

    /// - Parameters:
    ///   - header: the types that the file gives; nil for a file without.
    ///   - wanted: the types that the user gives, by the names of columns.
    init(
        names: [String],
        header: [ColumnType]?,
        wanted: [String: ColumnType],
        line: Int
    ) throws(CSVError) {
        if let header, header.count != names.count {
            throw CSVError(
                line: line,
                reason: "\(names.count) names of columns for \(header.count) types"
            )
        }
        if let unknown = wanted.keys.sorted().first(where: { !names.contains($0) }) {
            throw CSVError(line: line, reason: "there is no column '\(unknown)'")
        }
        sources = names.enumerated().map { index, name in
            let meaning = ColumnWord.meaning(name)
            if let type = wanted[name] ?? header?[index] {
                return Source(
                    name: name,
                    type: type,
                    hasNames: type.isObject && meaning?.hasNames == true
                )
            }
            return Source(name: name, type: meaning?.type, hasNames: meaning?.hasNames == true)
        }
        keepNamesBesideNumbers()
    }

    /// `Image Name` beside `Image` is a text.
    private mutating func keepNamesBesideNumbers() {
        for index in sources.indices where sources[index].hasNames {
            let type = sources[index].type
            guard sources.contains(where: { $0.type == type && !$0.hasNames }) else { continue }
            sources[index].type = .string
            sources[index].hasNames = false
        }
    }

    /// Looks at a row; of objects, whether their cells are names.
    mutating func look(at cells: CSVCells, line: Int) throws(CSVError) {
        guard cells.count == sources.count else {
            throw CSVError(
                line: line,
                reason: "\(cells.count) cells in the place of \(sources.count)"
            )
        }
        for index in sources.indices {
            guard let type = sources[index].type else {
                sources[index].values.look(at: cells, index)
                continue
            }
            let isName = !cells.range(index).isEmpty && cells.long(index) == nil
            if type.isObject, isName { sources[index].hasNames = true }
        }
    }

    /// The type of a column after all rows were looked at.
    func type(_ index: Int) -> ColumnType { sources[index].type ?? sources[index].values.type }

    /// The columns of the table: of names, the numbers and then the names.
    var columns: [TableColumn] {
        sources.indices.flatMap { index -> [TableColumn] in
            let (source, type) = (sources[index], type(index))
            guard source.hasNames else { return [TableColumn(source.name, type)] }
            let base = ColumnWord.withoutName(source.name)
            return [TableColumn(base, type), TableColumn(base + " Name", .string)]
        }
    }
}

/// What all cells of a column have in common.
private struct ValueGuess {
    private var isLong = true
    private var isDouble = true
    private var isBoolean = true
    private var hasValue = false
    private var hasEmpty = false

    mutating func look(at cells: CSVCells, _ index: Int) {
        guard !cells.range(index).isEmpty else {
            hasEmpty = true
            return
        }
        hasValue = true
        if isLong && cells.long(index) == nil { isLong = false }
        if isDouble && cells.double(index) == nil { isDouble = false }
        if isBoolean && !["true", "false"].contains(cells[index].lowercased()) {
            isBoolean = false
        }
    }

    /// Whole numbers of which some are missing are numbers, as elsewhere: a missing one is none.
    var type: ColumnType {
        if !hasValue { return .string }
        if isBoolean && !hasEmpty { return .boolean }
        if isLong && !hasEmpty { return .long }
        return isDouble ? .double : .string
    }
}

/// Cells as values.
enum CellText {
    static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "t", "yes", "1": true
        case "false", "f", "no", "0": false
        default: nil
        }
    }
}
