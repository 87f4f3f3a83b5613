import Foundation
import SQLite
import TestSupport
import Testing

@Suite struct `SQLite connection` {
    private let folder: TemporaryFolder
    private let path: String
    private let connection: Connection

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("connection.db")
        connection = try Connection(path: path)
        try connection.execute(
            """
            CREATE TABLE parent (id INTEGER PRIMARY KEY);
            CREATE TABLE child (parent INTEGER NOT NULL REFERENCES parent, name TEXT UNIQUE);
            """
        )
    }

    private struct Interruption: Error {}

    private func count(_ connection: Connection) throws -> Int? {
        try connection.row("SELECT count(*) FROM parent") { try $0.next(Int.self) }
    }

    @Test func `readers do not wait for a writer`() throws {
        let mode = try connection.row("PRAGMA journal_mode") { try $0.next(String.self) }
        #expect(mode == "wal")
        let other = try Connection(path: path)
        try connection.transaction(.writing) {
            try connection.run("INSERT INTO parent VALUES (1)")
            #expect(try count(other) == 0)
        }
        #expect(try count(other) == 1)
    }

    @Test func `a missing parent is refused`() throws {
        let text = "INSERT INTO child VALUES (?, ?)"
        #expect(
            throws: SQLiteError.constraint(
                reason: "FOREIGN KEY constraint failed",
                statement: text
            )
        ) { try connection.run(text, 7, "orphan") }
    }

    @Test func `an error tells its code and its statement`() throws {
        let error = #expect(throws: SQLiteError.self) { try connection.run("SELECT absent") }
        guard case .failed(let code, let reason, let statement) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(code == 1)
        #expect(reason == "no such column: absent")
        #expect(statement == "SELECT absent")
    }

    @Test func `a statement works again after it failed`() throws {
        try connection.run("INSERT INTO parent VALUES (1)")
        let text = "INSERT INTO child VALUES (?, ?)"
        try connection.run(text, 1, "same")
        #expect(throws: SQLiteError.self) { try connection.run(text, 1, "same") }
        #expect(try connection.run(text, 1, "other") == 1)
    }

    @Test func `a transaction that throws changes nothing`() throws {
        #expect(throws: Interruption.self) {
            try connection.transaction(.writing) {
                try connection.run("INSERT INTO parent VALUES (1)")
                throw Interruption()
            }
        }
        #expect(try count(connection) == 0)
        try connection.transaction(.writing) { try connection.run("INSERT INTO parent VALUES (2)") }
        #expect(try count(connection) == 1)
    }

    @Test func `a transaction sees one state`() throws {
        let other = try Connection(path: path)
        try connection.transaction(.reading) {
            #expect(try count(connection) == 0)
            try other.run("INSERT INTO parent VALUES (1)")
            #expect(try count(connection) == 0)
        }
        #expect(try count(connection) == 1)
    }

    @Test func `a second writer is told that the database is busy`() throws {
        var options = Connection.Options()
        options.busyTimeoutMilliseconds = 20
        let other = try Connection(path: path, options: options)
        try connection.transaction(.writing) {
            #expect(throws: SQLiteError.busy(statement: "BEGIN IMMEDIATE")) {
                try other.transaction(.writing) {}
            }
        }
        try other.transaction(.writing) { try other.run("INSERT INTO parent VALUES (1)") }
        #expect(try count(connection) == 1)
    }

    @Test func `the same statement runs while its rows are read`() throws {
        for id in 1...3 { try connection.run("INSERT INTO parent VALUES (?)", id) }
        let text = "SELECT id FROM parent WHERE id >= ? ORDER BY id"
        let nested = try connection.rows(text, 1) { row in
            let id = try row.next(Int.self)
            return try connection.rows(text, id) { try $0.next(Int.self) }
        }
        #expect(nested == [[1, 2, 3], [2, 3], [3]])
    }

    @Test func `changes and numbers of rows are told`() throws {
        #expect(try connection.run("INSERT INTO parent VALUES (41), (42)") == 2)
        #expect(connection.lastInsertedID == 42)
        #expect(try connection.run("DELETE FROM parent WHERE id = ?", 40) == 0)
        #expect(
            try connection.row("SELECT id FROM parent WHERE id = 40") { try $0.next(Int.self) }
                == nil
        )
    }

    @Test func `a file that is no database is refused`() throws {
        let path = folder.path("text.db")
        try Data(repeating: 0x61, count: 8192).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: SQLiteError.self) { try Connection(path: path) }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a missing folder is an error`() throws {
        let path = folder.path("missing/file.db")
        let error = #expect(throws: SQLiteError.self) { try Connection(path: path) }
        #expect(error.map { "\($0)".contains(path) } == true)
    }
}
