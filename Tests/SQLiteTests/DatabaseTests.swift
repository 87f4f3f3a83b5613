import Dispatch
import SQLite
import Synchronization
import TestSupport
import Testing

@Suite struct `SQLite database` {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("database.db")
    }

    private func counterDatabase() throws -> Database {
        let database = try Database(path: path)
        try database.write {
            try $0.execute("CREATE TABLE n (v INTEGER); INSERT INTO n VALUES (0)")
        }
        return database
    }

    private func value(_ database: Database) throws -> Int? {
        try database.read { connection in
            try connection.row("SELECT v FROM n") { try $0.next(Int.self) }
        }
    }

    @Test func `many threads write one after another while others read`() throws {
        let database = try counterDatabase()
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { index in
            do {
                for _ in 0..<25 {
                    if index % 2 == 0 {
                        try database.write { try $0.run("UPDATE n SET v = v + 1") }
                    } else {
                        _ = try value(database)
                    }
                }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(try value(database) == 100)
    }

    @Test func `a new file may be opened by many at once`() throws {
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do {
                let database = try Database(path: path)
                try database.write { try $0.execute("CREATE TABLE IF NOT EXISTS t (v)") }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
    }

    @Test func `the counter moves when this or another opener commits, and only then`() throws {
        let database = try counterDatabase()
        let other = try Database(path: path)
        let start = try database.changeCounter()
        _ = try value(database)
        #expect(try database.changeCounter() == start)
        try other.write { try $0.run("UPDATE n SET v = 1") }
        let second = try database.changeCounter()
        #expect(second != start)
        try database.write { try $0.run("UPDATE n SET v = 2") }
        #expect(try database.changeCounter() != second)
        #expect(try value(other) == 2)
    }

    @Test func `reading after an error works`() throws {
        let database = try counterDatabase()
        #expect(throws: SQLiteError.self) {
            try database.read { try $0.run("SELECT * FROM missing") }
        }
        #expect(try value(database) == 0)
    }

    @Test func `a writer's error takes its changes back and lets others write`() throws {
        let database = try counterDatabase()
        #expect(throws: SQLiteError.self) {
            try database.write { connection in
                try connection.run("UPDATE n SET v = 9")
                try connection.run("INSERT INTO missing VALUES (1)")
            }
        }
        try database.write { try $0.run("UPDATE n SET v = v + 1") }
        #expect(try value(database) == 1)
    }
}
