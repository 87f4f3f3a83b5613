import CLMDB

/// Why the database refused a call.
package enum LMDBError: Error, Equatable, CustomStringConvertible {
    /// The map has no room left.
    case full
    case readersFull
    /// The file is damaged or of another version.
    case damaged(String)
    /// This process has that folder open already.
    case alreadyOpen(String)
    case failed(String, Int32)

    init(call: String, _ status: Int32) {
        switch status {
        case MDB_MAP_FULL, MDB_TXN_FULL: self = .full
        case MDB_READERS_FULL: self = .readersFull
        case MDB_CORRUPTED, MDB_INVALID, MDB_VERSION_MISMATCH, MDB_PAGE_NOTFOUND, MDB_PANIC:
            self = .damaged(call)
        default: self = .failed(call, status)
        }
    }

    package var description: String {
        switch self {
        case .full: "the database is full"
        case .readersFull: "the database has too many readers"
        case .damaged(let call): "\(call): the database is damaged or of another version"
        case .alreadyOpen(let path): "\(path) is already open in this process"
        case .failed(let call, let status):
            unsafe "\(call): \(String(cString: mdb_strerror(status)))"
        }
    }
}

func check(_ call: @autoclosure () -> String, _ status: Int32) throws(LMDBError) {
    if status != 0 { throw LMDBError(call: call(), status) }
}
