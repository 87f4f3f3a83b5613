import CSQLite

/// One connection to a database, for one thread at a time.
@safe package final class Connection {
    /// How a connection behaves.
    package struct Options: Sendable {
        /// How long a statement waits for another connection's lock.
        package var busyTimeoutMilliseconds: Int32 = 10_000
        /// A commit is on the disk when it returns; otherwise the last ones may be lost, whole,
        /// when the machine stops, though never when a process does.
        package var isDurable = true
        /// Bytes of pages kept in memory.
        package var cacheBytes = 8 << 20
        /// Bytes of the file that are read through a mapping, which all processes share, instead of
        /// copied into the cache page by page.
        package var mappedBytes = 0

        package init() {}
    }

    /// Compiled statements kept for the next use of the same text.
    private static let statementsMax = 128

    private let pointer: OpaquePointer
    private var statements: [String: Statement] = [:]

    /// Opens the file, made when it is missing, with write-ahead logging and foreign keys on.
    package init(path: String, options: Options = Options()) throws(SQLiteError) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard let pointer = unsafe opened else {
            throw .failed(code: code, reason: "out of memory", statement: "open \(path)")
        }
        // From here `deinit` closes, also when opening or setting up fails.
        unsafe self.pointer = pointer
        guard code == SQLITE_OK else { throw unsafe failure(on: pointer, code, "open \(path)") }
        unsafe sqlite3_extended_result_codes(pointer, 1)
        unsafe sqlite3_busy_timeout(pointer, options.busyTimeoutMilliseconds)
        try logAhead()
        try execute("PRAGMA foreign_keys = ON")
        try execute("PRAGMA synchronous = \(options.isDurable ? "FULL" : "NORMAL")")
        try execute("PRAGMA cache_size = -\(options.cacheBytes >> 10)")
        try execute("PRAGMA mmap_size = \(options.mappedBytes)")
    }

    /// Some file systems cannot: there, readers and a writer would block each other.
    private func logAhead() throws(SQLiteError) {
        let text = "PRAGMA journal_mode = WAL"
        let statement = try unsafe Statement(text, on: pointer)
        let found = try statement.step() ? statement.value(at: 0) : .null
        guard found == .text("wal") else {
            throw .mismatch(column: 0, found: found, statement: text)
        }
    }

    deinit {
        // Statements must be finalised before their connection; those in use keep it half open.
        statements.removeAll()
        unsafe sqlite3_close_v2(pointer)
    }

    /// Runs every statement of a text, which has no parameters.
    package func execute(_ script: String) throws(SQLiteError) {
        let code = unsafe sqlite3_exec(pointer, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw unsafe failure(on: pointer, code, script) }
    }

    /// Runs one statement and answers how many rows it changed.
    @discardableResult
    package func run(_ text: String, _ values: any Storable...) throws -> Int {
        try use(text, values) { statement in
            while try statement.step() {}
            return unsafe Int(sqlite3_changes64(pointer))
        }
    }

    /// The rows of an answer, each read by `read`.
    package func rows<Element>(
        _ text: String,
        _ values: any Storable...,
        read: (inout Row) throws -> Element
    ) throws -> [Element] {
        try use(text, values) { statement in
            var elements: [Element] = []
            while try statement.step() {
                var row = Row(statement)
                elements.append(try read(&row))
            }
            return elements
        }
    }

    /// The first row of an answer; nil when it is empty.
    package func row<Element>(
        _ text: String,
        _ values: any Storable...,
        read: (inout Row) throws -> Element
    ) throws -> Element? {
        try use(text, values) { statement in
            guard try statement.step() else { return nil }
            var row = Row(statement)
            return try read(&row)
        }
    }

    /// The number that the last insertion of this connection gave its row.
    package var lastInsertedID: Int { unsafe Int(sqlite3_last_insert_rowid(pointer)) }

    /// Lends a compiled statement; a statement that is in use is compiled a second time.
    private func use<Result>(
        _ text: String,
        _ values: [any Storable],
        _ body: (Statement) throws -> Result
    ) throws -> Result {
        let statement =
            unsafe try statements.removeValue(forKey: text)
            ?? Statement(text, on: pointer)
        defer {
            statement.reset()
            if statements.count < Self.statementsMax { statements[text] = statement }
        }
        try statement.bind(values)
        return try body(statement)
    }

    /// What a transaction does to other connections.
    package enum TransactionKind: String {
        /// Sees one state; waits for nobody.
        case reading = "BEGIN DEFERRED"
        /// Takes the only writer's place at once, so that it never fails half-way.
        case writing = "BEGIN IMMEDIATE"
    }

    /// Runs `body` in a transaction: all of it or, when it throws, nothing.
    @discardableResult
    package func transaction<Result>(
        _ kind: TransactionKind,
        _ body: () throws -> Result
    ) throws -> Result {
        try run(kind.rawValue)
        let result: Result
        do {
            result = try body()
            try run("COMMIT")
        } catch {
            try rollBack()
            throw error
        }
        return result
    }

    /// Some errors, such as a full disk, have rolled back already.
    private func rollBack() throws {
        if unsafe sqlite3_get_autocommit(pointer) == 0 { try run("ROLLBACK") }
    }
}
