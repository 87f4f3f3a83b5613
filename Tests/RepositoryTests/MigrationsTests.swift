import Dispatch
import SQLite
import Synchronization
import TestSupport
import Testing

@testable import Repository

@Suite struct `Migrations` {
    private let folder: TemporaryFolder
    private let database: Database

    init() throws {
        folder = try TemporaryFolder()
        database = try Database(path: folder.path("catalogue.db"))
    }

    private func version() throws -> Int? {
        try database.read { connection in
            try connection.row("PRAGMA user_version") { try $0.next(Int.self) }
        }
    }

    @Test func `a new file gets the newest layout and keeps it`() throws {
        for _ in 0..<2 {
            try Repository.Migrations.catalogue.apply(to: database)
            #expect(try version() == Repository.Migrations.catalogue.scripts.count)
        }
    }

    @Test func `only what is missing is applied`() throws {
        let first = "CREATE TABLE a (v INTEGER); INSERT INTO a VALUES (1);"
        try Repository.Migrations(scripts: [first]).apply(to: database)
        let second = "ALTER TABLE a ADD COLUMN w INTEGER NOT NULL DEFAULT 2"
        try Repository.Migrations(scripts: [first, second]).apply(to: database)
        #expect(try version() == 2)
        let rows = try database.read { connection in
            try connection.rows("SELECT v, w FROM a") { [try $0.next(Int.self), try $0.next()] }
        }
        #expect(rows == [[1, 2]])
    }

    @Test func `a script that fails leaves the file as it was`() throws {
        try Repository.Migrations(scripts: ["CREATE TABLE a (v)"]).apply(to: database)
        let bad = Repository.Migrations(
            scripts: ["CREATE TABLE a (v)", "CREATE TABLE b (v)", "CREATE TABLE b (v)"]
        )
        #expect(throws: SQLiteError.self) { try bad.apply(to: database) }
        #expect(try version() == 1)
        #expect(throws: SQLiteError.self) { try database.read { try $0.run("SELECT * FROM b") } }
    }

    @Test func `a later program's file is refused`() throws {
        try Repository.Migrations(scripts: ["CREATE TABLE a (v)", "CREATE TABLE b (v)"])
            .apply(to: database)
        #expect(
            throws: RepositoryError.newerCatalogue(path: database.path, found: 2, known: 1)
        ) { try Repository.Migrations(scripts: ["CREATE TABLE a (v)"]).apply(to: database) }
    }

    @Test func `processes that start together apply each script once`() throws {
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 6) { _ in
            do {
                _ = try SQLiteCatalogue(path: folder.path("new/folder/catalogue.db"))
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
    }
}
