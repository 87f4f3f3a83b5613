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

    @Test func `what the second layout held is counted, ordered and found in the third`() throws {
        let migrations = Repository.Migrations.catalogue
        try Repository.Migrations(scripts: Array(migrations.scripts[..<2])).apply(to: database)
        try database.write { connection in
            try connection.execute(
                """
                INSERT INTO project (name, owner_id, group_id) VALUES ('P', 0, 0);
                INSERT INTO dataset (name, owner_id, group_id) VALUES ('D', 0, 0), ('E', 1, 2);
                INSERT INTO projectdatasetlink VALUES (1, 1);
                INSERT INTO fileset (path, version, owner_id, group_id) VALUES ('/a', 'v', 0, 0);
                INSERT INTO originalfile
                    (fileset, position, path, clientpath, device, inode, size, modified)
                    VALUES (1, 0, '/a', '/a', 1, 2, 3, 4);
                INSERT INTO image (name, description, owner_id, group_id, fileset, series, format,
                    sizex, sizey, sizez, sizec, sizet, pixelstype, significantbits,
                    tilewidth, tileheight, imported)
                    VALUES ('Cell', '', 0, 0, 1, 0, 'TIFF', 8, 8, 1, 1, 1, 'uint8', 8, 8, 8, 0);
                INSERT INTO datasetimagelink VALUES (1, 1);
                """
            )
        }
        let catalogue = try SQLiteCatalogue(path: database.path)
        let page = ListPage(limit: 5)
        #expect(try catalogue.project(1)?.datasetCount == 1)
        let orphans = ListFilter(.everything, isOrphaned: true)
        #expect(try catalogue.datasets(orphans, page).records.map(\.name) == ["E"])
        #expect(try catalogue.images(orphans, page).totalCount == 0)
        #expect(try catalogue.images(ListFilter(.everything), page).totalCount == 1)
        let images = try catalogue.images(inDataset: 1, ownerID: nil, page)
        #expect(images?.records.map(\.name) == ["Cell"])
        #expect(try catalogue.originalFiles(ofFileset: 1).map(\.path) == ["/a"])
        let space = DriveSpace(groupID: 0, ownerID: 0, byteCount: 3)
        #expect(try catalogue.driveSpace(ListFilter(.everything)) == [space])
        #expect(try catalogue.linkOwner(.datasetImage, parent: 1, child: 1) == 0)
    }
}
