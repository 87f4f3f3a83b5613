import CLMDB
import Synchronization

/// A memory-mapped database that many processes share.
///
/// Each process opens it once, after it started, and never twice: the library's locks belong to the
/// process. Reading takes no lock. A write is one closure on one thread; it cannot wait for anything
/// but other writers.
@safe package final class Environment: @unchecked Sendable {
    let pointer: OpaquePointer
    package let path: String
    private let idleReaders = Mutex<Readers>(Readers())

    #if DEBUG
    private let reads = Atomic<Int>(0)

    /// Read transactions since it was opened, for tests of what reading costs.
    package var readCount: Int { reads.load(ordering: .relaxed) }
    #endif

    /// Reset read transactions that wait to be used again.
    @safe private struct Readers: @unchecked Sendable {
        var pointers: [OpaquePointer] = unsafe []
    }

    /// Opens the files in an existing folder.
    package init(path: String, options: Options) throws(LMDBError) {
        self.path = path
        try OpenPaths.add(path)
        do throws(LMDBError) {
            unsafe pointer = try Self.open(path, options)
        } catch {
            OpenPaths.remove(path)
            throw error
        }
    }

    private static func open(
        _ path: String,
        _ options: Options
    ) throws(LMDBError) -> OpaquePointer {
        var created: OpaquePointer?
        try check("mdb_env_create", unsafe mdb_env_create(&created))
        guard let pointer = unsafe created else { throw .failed("mdb_env_create", 0) }
        do throws(LMDBError) {
            if options.mapBytes > 0 {
                let bytes = options.mapBytes
                try check("mdb_env_set_mapsize", unsafe mdb_env_set_mapsize(pointer, bytes))
            }
            let tables = UInt32(options.tableCount)
            try check("mdb_env_set_maxdbs", unsafe mdb_env_set_maxdbs(pointer, tables))
            let readers = options.readersMax
            try check("mdb_env_set_maxreaders", unsafe mdb_env_set_maxreaders(pointer, readers))
            let flags = options.flags
            try check("mdb_env_open \(path)", unsafe mdb_env_open(pointer, path, flags, 0o600))
        } catch {
            unsafe mdb_env_close(pointer)
            throw error
        }
        return unsafe pointer
    }

    deinit {
        idleReaders.withLock { readers in
            unsafe readers.pointers.forEach { unsafe mdb_txn_abort($0) }
        }
        unsafe mdb_env_close(pointer)
        OpenPaths.remove(path)
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
        #if DEBUG
        reads.add(1, ordering: .relaxed)
        #endif
        let transaction = unsafe try takeReader()
        defer { unsafe putBack(transaction) }
        return try unsafe body(ReadTransaction(pointer: transaction))
    }

    private func takeReader() throws(LMDBError) -> OpaquePointer {
        let idle = unsafe idleReaders.withLock { unsafe $0.pointers.popLast() }
        if let idle = unsafe idle {
            let status = unsafe mdb_txn_renew(idle)
            // One that cannot be renewed must not keep its place among the readers.
            if status != 0 { unsafe mdb_txn_abort(idle) }
            try check("mdb_txn_renew", status)
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
    /// Never on an event loop: other writers are waited for. `body` runs a second time when dead
    /// readers held the room it needed.
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

    /// Writes everything to the disk, also where single changes are not.
    package func flush() throws(LMDBError) {
        try check("mdb_env_sync", unsafe mdb_env_sync(pointer, 1))
    }
}

/// A table of an environment.
package struct Table: Sendable {
    let identifier: MDB_dbi
}

/// The folders this process has open.
///
/// Closing one of two openings would drop the locks of both (fcntl(2)), so there is never a second.
private enum OpenPaths {
    private static let paths = Mutex<Set<String>>([])

    static func add(_ path: String) throws(LMDBError) {
        let isNew = paths.withLock { $0.insert(path).inserted }
        if !isNew { throw .alreadyOpen(path) }
    }

    static func remove(_ path: String) { _ = paths.withLock { $0.remove(path) } }
}
