import Kernel
import Tables

/// Makes the file of a table of comma-separated values, which are read twice: once for the types of
/// the columns, once for the cells.
struct TableImport {
    private let source: File
    private let names: ObjectNames
    private let wanted: [String: ColumnType]

    private static let pieceBytes = 1 << 20
    private static let headerMark = "# header"

    init(_ source: File, _ names: ObjectNames, _ wanted: [String: ColumnType]) {
        self.source = source
        self.names = names
        self.wanted = wanted
    }

    func write(to path: String) throws {
        let plan = try plan()
        let writer = try TableWriter(path, plan.columns)
        var builder = TableBuilder(writer)
        let rows = RowReading(plan, names)
        try forEachRow { cells, line in try builder.append(rows.cells(cells, line)) }
        try builder.flush()
        try writer.finish()
    }

    private func plan() throws -> ColumnPlan {
        var plan: ColumnPlan?
        var types: [ColumnType]?
        try forEachLine { cells, line in
            if plan != nil { return try plan?.look(at: cells, line: line) ?? () }
            if types == nil, let header = try Self.types(cells, line) {
                types = header
            } else {
                plan = try ColumnPlan(names: cells, header: types, wanted: wanted, line: line)
            }
        }
        guard let plan else { throw CSVError(line: 1, reason: "there are no names of columns") }
        return plan
    }

    /// The types of a line such as `# header image,d,s`; nil for any other.
    private static func types(_ cells: [String], _ line: Int) throws(CSVError) -> [ColumnType]? {
        guard let first = cells.first, first.hasPrefix(headerMark) else { return nil }
        let words = [first.dropFirst(headerMark.count).filter { $0 != " " }] + cells.dropFirst()
        var types: [ColumnType] = []
        for (index, word) in words.enumerated() {
            guard let type = ColumnWord.type(word) else {
                throw CSVError(
                    line: line,
                    column: index + 1,
                    reason: "'\(word)' is none of \(ColumnWord.words)"
                )
            }
            types.append(type)
        }
        return types
    }

    /// The lines behind the types and the names.
    private func forEachRow(_ row: ([String], Int) throws -> Void) throws {
        var headLines = 0
        try forEachLine { cells, line in
            switch headLines {
            case 0: headLines = cells[0].hasPrefix(Self.headerMark) ? 1 : 2
            case 1: headLines = 2
            default: try row(cells, line)
            }
        }
    }

    private func forEachLine(_ row: ([String], Int) throws -> Void) throws {
        var parser = CSVParser()
        var offset = 0
        while true {
            let piece = try source.read(at: offset, count: Self.pieceBytes)
            if piece.isEmpty { break }
            try parser.read(piece, row)
            offset += piece.count
        }
        try parser.finish(row)
    }
}

/// Turns the cells of a line into those of the table.
private struct RowReading {
    private let sources: [(type: ColumnType, hasNames: Bool)]
    private let names: ObjectNames
    /// Where the plate of a row stands.
    private let plateIndex: Int?

    init(_ plan: ColumnPlan, _ names: ObjectNames) {
        sources = plan.sources.indices.map { (plan.type($0), plan.sources[$0].hasNames) }
        plateIndex = sources.firstIndex { $0.type == .plate }
        self.names = names
    }

    func cells(_ texts: [String], _ line: Int) throws -> [TableBuilder.Cell] {
        guard texts.count == sources.count else {
            throw CSVError(line: line, reason: "the file was changed while it was read")
        }
        let plate = try plateIndex.flatMap { index -> Int? in
            let text = texts[index]
            return text.isEmpty ? nil : try object(text, index, line, plate: nil)
        }
        var cells: [TableBuilder.Cell] = []
        for (index, text) in texts.enumerated() {
            guard sources[index].type.isObject else {
                cells.append(try plain(text, index, line))
                continue
            }
            let id = try text.isEmpty ? -1 : object(text, index, line, plate: plate)
            cells.append(.long(id))
            if sources[index].hasNames { cells.append(.text(text)) }
        }
        return cells
    }

    private func object(_ text: String, _ index: Int, _ line: Int, plate: Int?) throws -> Int {
        let (type, hasNames) = sources[index]
        switch try names.answer(type, text, named: hasNames, plate: plate) {
        case .id(let id): return id
        case .fault(let reason): throw CSVError(line: line, column: index + 1, reason: reason)
        }
    }

    private func plain(
        _ text: String,
        _ index: Int,
        _ line: Int
    ) throws(CSVError) -> TableBuilder.Cell {
        let type = sources[index].type
        switch type {
        case .string:
            guard text.utf8.count <= TableLimits.textBytesMax else {
                throw CSVError(
                    line: line,
                    column: index + 1,
                    reason: "a text of more than \(TableLimits.textBytesMax) bytes"
                )
            }
            return .text(text)
        case .double:
            if text.isEmpty { return .double(.nan) }
            if let number = CellText.double(text) { return .double(number) }
        case .boolean: if let truth = CellText.boolean(text) { return .boolean(truth) }
        default: if let number = Int(text) { return .long(number) }
        }
        throw CSVError(
            line: line,
            column: index + 1,
            reason: "'\(text.prefix(40))' is no value of a \(type.rawValue)"
        )
    }
}
