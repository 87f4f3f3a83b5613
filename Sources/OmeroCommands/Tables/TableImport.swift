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
        try forEachRow { cells, line in try rows.append(cells, line, to: &builder) }
        try builder.flush()
        try writer.finish()
    }

    private func plan() throws -> ColumnPlan {
        var plan: ColumnPlan?
        var types: [ColumnType]?
        try forEachLine { cells, line in
            if plan != nil { return try plan?.look(at: cells, line: line) ?? () }
            if types == nil, let header = try Self.types(cells.texts, line) {
                types = header
            } else {
                plan = try ColumnPlan(
                    names: cells.texts,
                    header: types,
                    wanted: wanted,
                    line: line
                )
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
    private func forEachRow(_ row: (CSVCells, Int) throws -> Void) throws {
        var headLines = 0
        try forEachLine { cells, line in
            switch headLines {
            case 0: headLines = cells[0].hasPrefix(Self.headerMark) ? 1 : 2
            case 1: headLines = 2
            default: try row(cells, line)
            }
        }
    }

    private func forEachLine(_ row: (CSVCells, Int) throws -> Void) throws {
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

    /// Adds a row to the table.
    func append(_ cells: CSVCells, _ line: Int, to builder: inout TableBuilder) throws {
        guard cells.count == sources.count else {
            throw CSVError(line: line, reason: "the file was changed while it was read")
        }
        let plate = try plateIndex.flatMap { index -> Int? in
            let text = cells[index]
            return text.isEmpty ? nil : try object(text, index, line, plate: nil)
        }
        var column = 0
        for index in sources.indices {
            if sources[index].type.isObject {
                let text = cells[index]
                let id = try text.isEmpty ? -1 : object(text, index, line, plate: plate)
                try builder.add(id, to: column)
                if sources[index].hasNames {
                    column += 1
                    try builder.add(utf8: text.utf8, to: column)
                }
            } else {
                try append(cells, index, line, to: &builder, column)
            }
            column += 1
        }
        try builder.endRow()
    }

    private func object(_ text: String, _ index: Int, _ line: Int, plate: Int?) throws -> Int {
        let (type, hasNames) = sources[index]
        switch try names.answer(type, text, named: hasNames, plate: plate) {
        case .id(let id): return id
        case .fault(let reason): throw CSVError(line: line, column: index + 1, reason: reason)
        }
    }

    /// A cell that is no thing of the repository.
    private func append(
        _ cells: CSVCells,
        _ index: Int,
        _ line: Int,
        to builder: inout TableBuilder,
        _ column: Int
    ) throws {
        switch sources[index].type {
        case .string: return try append(text: cells, index, line, to: &builder, column)
        case .double:
            if cells.range(index).isEmpty { return try builder.add(Double.nan, to: column) }
            if let number = cells.double(index) { return try builder.add(number, to: column) }
        case .boolean:
            if let truth = CellText.boolean(cells[index]) {
                return try builder.add(truth, to: column)
            }
        default: if let number = cells.long(index) { return try builder.add(number, to: column) }
        }
        let reason = "'\(cells[index].prefix(40))' is no value of a \(sources[index].type.rawValue)"
        throw CSVError(line: line, column: index + 1, reason: reason)
    }

    private func append(
        text cells: CSVCells,
        _ index: Int,
        _ line: Int,
        to builder: inout TableBuilder,
        _ column: Int
    ) throws {
        let bytes = cells.bytes[cells.range(index)]
        guard bytes.count <= TableLimits.textBytesMax else {
            throw CSVError(
                line: line,
                column: index + 1,
                reason: "a text of more than \(TableLimits.textBytesMax) bytes"
            )
        }
        if bytes.allSatisfy({ $0 < 0x80 }) { return try builder.add(utf8: bytes, to: column) }
        // What is no UTF-8 is replaced.
        try builder.add(utf8: cells[index].utf8, to: column)
    }
}
