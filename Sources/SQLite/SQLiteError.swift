import CSQLite

/// Why the database refused a statement; cases by what the caller can do about it.
package enum SQLiteError: Error, Equatable, CustomStringConvertible {
    /// Another connection held the lock for longer than the busy timeout: try again.
    case busy(statement: String)
    /// The statement breaks a rule of the schema.
    case constraint(reason: String, statement: String)
    /// The file is damaged, or no database.
    case damaged(reason: String, statement: String)
    /// A column holds a value of another type than the reader expects.
    case mismatch(column: Int, found: StoredValue, statement: String)
    /// The code is SQLite's extended result code.
    case failed(code: Int32, reason: String, statement: String)

    init(code: Int32, reason: String, statement: String) {
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(statement: statement)
        case SQLITE_CONSTRAINT: self = .constraint(reason: reason, statement: statement)
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .damaged(reason: reason, statement: statement)
        default: self = .failed(code: code, reason: reason, statement: statement)
        }
    }

    package var description: String {
        switch self {
        case .busy(let statement): "the database is busy: \(statement)"
        case .constraint(let reason, let statement), .damaged(let reason, let statement):
            "\(reason): \(statement)"
        case .mismatch(let column, let found, let statement):
            "column \(column) holds \(found): \(statement)"
        case .failed(let code, let reason, let statement): "\(reason) (\(code)): \(statement)"
        }
    }
}
