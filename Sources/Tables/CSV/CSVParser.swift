/// Comma-separated values (RFC 4180), read as their bytes come; line feeds alone end lines too.
package struct CSVParser {
    private enum State {
        case cellStart, plain, quoted
        /// Behind a quotation mark that ends the cell or is one of two.
        case mark
    }

    private var state = State.cellStart
    private var cell: [UInt8] = []
    private var cells: [String] = []
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
        _ row: (_ cells: [String], _ line: Int) throws -> Void
    ) throws {
        for byte in bytes[bytes.startIndex...].dropFirst(try start(bytes)) {
            try read(byte, row)
        }
    }

    /// A mark of UTF-8 at the start is none of the first cell's; it comes in the first piece.
    private mutating func start(_ bytes: [UInt8]) throws -> Int {
        defer { isAtStart = false }
        return isAtStart && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Ends the last row, which needs no line end.
    package mutating func finish(_ row: ([String], Int) throws -> Void) throws {
        guard state != .quoted else { throw fault("a quoted cell has no end") }
        if state != .cellStart || !cells.isEmpty { try endRow(row) }
    }

    private mutating func read(_ byte: UInt8, _ row: ([String], Int) throws -> Void) throws {
        rowBytes += 1
        guard rowBytes <= Self.rowBytesMax else {
            throw fault("a row has more than \(Self.rowBytesMax) bytes")
        }
        if state == .quoted {
            if byte == UInt8(ascii: "\"") { state = .mark } else { take(byte) }
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
                cell.append(byte)
                state = .quoted
            default: throw fault("a quotation mark inside of a cell that does not begin with one")
            }
        default:
            guard state != .mark else { throw fault("text behind a quoted cell") }
            state = .plain
            cell.append(byte)
        }
    }

    private mutating func take(_ byte: UInt8) {
        if byte == 0x0A { line += 1 }
        cell.append(byte)
    }

    private mutating func endCell() {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
        state = .cellStart
    }

    /// Empty lines are no rows.
    private mutating func endRow(_ row: ([String], Int) throws -> Void) throws {
        let isEmpty = state == .cellStart && cells.isEmpty
        if !isEmpty {
            endCell()
            try row(cells, line)
            cells.removeAll(keepingCapacity: true)
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
