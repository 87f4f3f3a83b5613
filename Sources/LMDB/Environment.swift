import CLMDB
import Synchronization

/// A memory-mapped database that many processes share.
///
/// Each process opens it once, after it started, and never twice: the library's locks belong to the
/// process. Reading takes no lock. A write is one closure on one thread; it cannot wait for anything
/// but other writers.
@safe package final class Environment: @unchecked Sendable {
    /// How durable and how large a database is.
    package struct Options: Sendable {
        package var mapBytes: Int
        package var tableCount = 8
        /// Survives the end of processes, not of the machine; much faster.
        package var isVolatile = false
        package var readersMax: UInt32 = 1024

        package init(mapBytes: Int) { self.mapBytes = mapBytes }
    }

    let pointer: OpaquePointer
    package let path: String
    private let idleReaders = Mutex<Readers>(Readers())

    /// Reset read transactions that wait to be used again.
    @safe private struct Readers: @unchecked Sendable {
        var pointers: [OpaquePointer] = unsafe []
    }

    /// Opens the files in an existing folder.
    package init(path: String, options: Options) throws(LMDBError) {
        self.path = path
        var created: OpaquePointer?
        try check("mdb_env_create", unsafe mdb_env_create(&created))
        guard let environment = unsafe created else { throw .failed("mdb_env_create", 0) }
        unsafe pointer = environment
        let relaxed = MDB_NOSYNC | MDB_WRITEMAP
        let flags = UInt32(MDB_NOTLS | (options.isVolatile ? relaxed : MDB_NOMETASYNC))
        do throws(LMDBError) {
            try check("mdb_env_set_mapsize", unsafe mdb_env_set_mapsize(pointer, options.mapBytes))
            try check(
                "mdb_env_set_maxdbs",
                unsafe mdb_env_set_maxdbs(pointer, UInt32(options.tableCount))
            )
            try check(
                "mdb_env_set_maxreaders",
                unsafe mdb_env_set_maxreaders(pointer, options.readersMax)
            )
            try check("mdb_env_open \(path)", unsafe mdb_env_open(pointer, path, flags, 0o600))
        } catch {
            unsafe mdb_env_close(pointer)
            throw error
        }
    }

    deinit {
        idleReaders.withLock { readers in
            unsafe readers.pointers.forEach { unsafe mdb_txn_abort($0) }
        }
        unsafe mdb_env_close(pointer)
    }

    /// Opens a table, made when it is missing; call it once for each table, at start.
    package func table(_ name: String) throws(LMDBError) -> Table {
        var transaction: OpaquePointer?
        try check("mdb_txn_begin", unsafe mdb_txn_begin(pointer, nil, 0, &transaction))
        var identifier: MDB_dbi = 0
        let status = unsafe mdb_dbi_open(transaction, name, UInt32(MDB_CREATE), &identifier)
        guard status == 0 else {
            unsafe mdb_txn_abort(transaction)
            throw LMDBError(call: "mdb_dbi_open \(name)", status)
        }
        try check("mdb_txn_commit", unsafe mdb_txn_commit(transaction))
        return Table(identifier: identifier)
    }

    /// Reads one consistent state; the transaction must not be kept while anything waits.
    package func read<Result>(
        _ body: (borrowing ReadTransaction) throws -> Result
    ) throws -> Result {
        let transaction = unsafe try takeReader()
        defer { unsafe putBack(transaction) }
        return try unsafe body(ReadTransaction(pointer: transaction))
    }

    private func takeReader() throws(LMDBError) -> OpaquePointer {
        let idle = unsafe idleReaders.withLock { unsafe $0.pointers.popLast() }
        if let idle = unsafe idle {
            try check("mdb_txn_renew", unsafe mdb_txn_renew(idle))
            return unsafe idle
        }
        var transaction: OpaquePointer?
        var status = unsafe mdb_txn_begin(pointer, nil, UInt32(MDB_RDONLY), &transaction)
        if status == MDB_READERS_FULL {
            // Readers of processes that died still hold their places.
            _ = checkReaders()
            status = unsafe mdb_txn_begin(pointer, nil, UInt32(MDB_RDONLY), &transaction)
        }
        try check("mdb_txn_begin", status)
        guard let begun = unsafe transaction else { throw .failed("mdb_txn_begin", 0) }
        return unsafe begun
    }

    private func putBack(_ transaction: OpaquePointer) {
        unsafe mdb_txn_reset(transaction)
        idleReaders.withLock { unsafe $0.pointers.append(transaction) }
    }

    /// Changes the database; all of it or, when `body` throws, nothing.
    ///
    /// Never on an event loop: other writers are waited for.
    package func write<Result>(
        _ body: (borrowing WriteTransaction) throws -> Result
    ) throws -> Result {
        do {
            return try writeOnce(body)
        } catch LMDBError.full {
            // A reader that died pins pages which would otherwise be free.
            guard checkReaders() > 0 else { throw LMDBError.full }
            return try writeOnce(body)
        }
    }

    private func writeOnce<Result>(
        _ body: (borrowing WriteTransaction) throws -> Result
    ) throws -> Result {
        var transaction: OpaquePointer?
        try check("mdb_txn_begin", unsafe mdb_txn_begin(pointer, nil, 0, &transaction))
        guard let begun = unsafe transaction else { throw LMDBError.failed("mdb_txn_begin", 0) }
        let result: Result
        do {
            result = try unsafe body(WriteTransaction(pointer: begun))
        } catch {
            unsafe mdb_txn_abort(begun)
            throw error
        }
        try check("mdb_txn_commit", unsafe mdb_txn_commit(begun))
        return result
    }

    /// Frees the places of readers whose processes died, and answers how many there were.
    package func checkReaders() -> Int {
        var dead: Int32 = 0
        _ = unsafe mdb_reader_check(pointer, &dead)
        return Int(dead)
    }

    /// Bytes in use and bytes there are, readers at work.
    package func usage() -> (usedBytes: Int, mapBytes: Int, readers: Int) {
        var information = unsafe MDB_envinfo()
        var statistics = MDB_stat()
        _ = unsafe mdb_env_info(pointer, &information)
        _ = unsafe mdb_env_stat(pointer, &statistics)
        let used = unsafe (Int(information.me_last_pgno) + 1) * Int(statistics.ms_psize)
        return unsafe (used, information.me_mapsize, Int(information.me_numreaders))
    }
}

/// A table of an environment.
package struct Table: Sendable {
    let identifier: MDB_dbi
}

/// Why the database refused a call.
package enum LMDBError: Error, Equatable, CustomStringConvertible {
    /// The map has no room left.
    case full
    case readersFull
    /// The file is damaged or of another version.
    case damaged(String)
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
        case .failed(let call, let status):
            unsafe "\(call): \(String(cString: mdb_strerror(status)))"
        }
    }
}

func check(_ call: @autoclosure () -> String, _ status: Int32) throws(LMDBError) {
    if status != 0 { throw LMDBError(call: call(), status) }
}
