import Synchronization

/// A database file that many threads and processes read while one at a time writes.
///
/// A read takes an idle connection or opens one, and sees one consistent state; a write waits for
/// the process's only writing connection, and then for other processes. Never on an event loop.
package final class Database: Sendable {
    package let path: String
    private let options: Connection.Options
    private let writer: Mutex<Lent>
    private let idleReaders = Mutex<[Lent]>([])
    /// Reads and writes nothing but the counter, which tells of all connections but the asking one.
    private let watcher: Mutex<Lent>

    /// A connection that only the holder of its lock, or the one who took it out, uses.
    private struct Lent: @unchecked Sendable {
        let connection: Connection
    }

    /// Connections kept for the next reads; more are opened when more threads read at once.
    private static let idleReadersMax = 16

    /// Opens the file in an existing folder, made when it is missing.
    package init(path: String, options: Connection.Options = .init()) throws(SQLiteError) {
        self.path = path
        self.options = options
        writer = Mutex(Lent(connection: try Connection(path: path, options: options)))
        watcher = Mutex(Lent(connection: try Connection(path: path, options: options)))
    }

    package func read<Result: Sendable>(_ body: (Connection) throws -> Result) throws -> Result {
        let lent = try idleReaders.withLock { $0.popLast() } ?? open()
        defer {
            idleReaders.withLock { idle in
                if idle.count < Self.idleReadersMax { idle.append(lent) }
            }
        }
        return try lent.connection.transaction(.reading) { try body(lent.connection) }
    }

    /// Changes the database; all of it or, when `body` throws, nothing.
    @discardableResult
    package func write<Result: Sendable>(_ body: (Connection) throws -> Result) throws -> Result {
        try writer.withLock { lent in
            let connection = lent.connection
            return try connection.transaction(.writing) { try body(connection) }
        }
    }

    /// A number that differs from the last answer when anything was committed, by any process.
    package func changeCounter() throws -> Int {
        try watcher.withLock { lent in
            try lent.connection.row("PRAGMA data_version") { try $0.next(Int.self) } ?? 0
        }
    }

    private func open() throws(SQLiteError) -> Lent {
        Lent(connection: try Connection(path: path, options: options))
    }
}
