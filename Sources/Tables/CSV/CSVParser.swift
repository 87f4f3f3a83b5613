/// Comma-separated values (RFC 4180), read as their bytes come; line feeds alone end lines too.
package struct CSVParser {
    private enum State {
        case cellStart, plain, quoted
        /// Behind a quotation mark that ends the cell or is one of two.
        case mark
    }

    private var state = State.cellStart
    /// The cells that are read, with what is read of the next one behind them.
    private var cells = CSVCells()
    private var rowBytes = 0
    /// The line that is being read, from 1; a quoted cell may span several.
    package private(set) var line = 1
    /// Whether the last byte was a carriage return, which a line feed belongs to.
    private var isBehindReturn = false
    private var isAtStart = true

    package static let rowBytesMax = 1 << 20

    package init() {}

    /// Reads more bytes and calls with each row that they end, and the line it began in.
    package mutating func read(
        _ bytes: [UInt8],
        _ row: (_ cells: CSVCells, _ line: Int) throws -> Void
    ) throws {
        var place = start(bytes)
        while place < bytes.count {
            let end = endOfRun(bytes, place)
            if end > place {
                try take(bytes[place..<end])
                place = end
            } else {
                try read(bytes[place], row)
                place += 1
            }
        }
    }

    /// Where the bytes end that mean nothing but themselves, most of a file.
    private func endOfRun(_ bytes: [UInt8], _ place: Int) -> Int {
        var end = place
        let span = bytes.span
        switch state {
        case .mark: return place
        case .quoted: while end < span.count, span[end] != UInt8(ascii: "\"") { end += 1 }
        case .cellStart, .plain: while end < span.count, !Self.isMark(span[end]) { end += 1 }
        }
        return end
    }

    @inline(__always)
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D: true
        default: false
        }
    }

    private mutating func take(_ run: ArraySlice<UInt8>) throws {
        try count(run.count)
        if state == .quoted {
            for byte in run where byte == 0x0A { line += 1 }
        } else {
            state = .plain
            isBehindReturn = false
        }
        cells.append(run)
    }

    private mutating func count(_ bytes: Int) throws {
        rowBytes += bytes
        guard rowBytes <= Self.rowBytesMax else {
            throw fault("a row has more than \(Self.rowBytesMax) bytes")
        }
    }

    /// A mark of UTF-8 at the start is none of the first cell's; it comes in the first piece.
    private mutating func start(_ bytes: [UInt8]) -> Int {
        defer { isAtStart = false }
        return isAtStart && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Ends the last row, which needs no line end.
    package mutating func finish(_ row: (CSVCells, Int) throws -> Void) throws {
        guard state != .quoted else { throw fault("a quoted cell has no end") }
        if state != .cellStart || !cells.isEmpty { try endRow(row) }
    }

    /// Reads a byte that means something where it stands.
    private mutating func read(_ byte: UInt8, _ row: (CSVCells, Int) throws -> Void) throws {
        try count(1)
        if state == .quoted {
            state = .mark
            return
        }
        let wasBehindReturn = isBehindReturn
        isBehindReturn = byte == 0x0D
        switch byte {
        case UInt8(ascii: ","): endCell()
        case 0x0D: try endRow(row)
        case 0x0A: if !wasBehindReturn { try endRow(row) } else { rowBytes = 0 }
        case UInt8(ascii: "\""):
            switch state {
            case .cellStart: state = .quoted
            case .mark:
                cells.append([byte])
                state = .quoted
            default: throw fault("a quotation mark inside of a cell that does not begin with one")
            }
        default: throw fault("text behind a quoted cell")
        }
    }

    private mutating func endCell() {
        cells.endCell()
        state = .cellStart
    }

    /// Empty lines are no rows.
    private mutating func endRow(_ row: (CSVCells, Int) throws -> Void) throws {
        let isEmpty = state == .cellStart && cells.isEmpty
        if !isEmpty {
            endCell()
            try row(cells, line)
            cells.removeAll()
        }
        rowBytes = 0
        line += 1
    }

    private func fault(_ reason: String) -> CSVError {
        CSVError(line: line, column: cells.count + 1, reason: reason)
    }
}

/// What is wrong with a file of comma-separated values, and where.
package struct CSVError: Error, Equatable, CustomStringConvertible {
    package var line: Int
    /// From 1; nil when it is about the whole line.
    package var column: Int?
    package var reason: String

    package init(line: Int, column: Int? = nil, reason: String) {
        self.line = line
        self.column = column
        self.reason = reason
    }

    package var description: String {
        "line \(line)" + (column.map { ", column \($0)" } ?? "") + ": \(reason)"
    }
}
