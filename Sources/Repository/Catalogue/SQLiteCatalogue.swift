import Kernel
import SQLite

/// The catalogue in one SQLite file, which all processes of a machine read and write.
package final class SQLiteCatalogue: Catalogue {
    let database: Database

    /// Opens the file, made with its folder when it is missing, and brings its layout up to date.
    ///
    /// A durable catalogue loses nothing that was committed even when the machine stops; otherwise
    /// the last transactions may be missing then, which an importer can afford and gains by.
    package init(path: String, isDurable: Bool = true) throws {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try Directory.create(String(path[..<slash]), mode: 0o700)
        }
        var options = Connection.Options()
        options.isDurable = isDurable
        database = try Database(path: path, options: options)
        try Migrations.catalogue.apply(to: database)
    }

    package func image(_ id: Int) throws -> ImageRecord? {
        try database.read { connection in
            let found = try connection.row(ImageQueries.one, id) { try ImageRecord(row: &$0) }
            guard let found else { return nil }
            return try ImageQueries.complete([found], connection).first
        }
    }

    package func imageCount() throws -> Int {
        try database.read { connection in
            try connection.row(ImageQueries.count) { try $0.next(Int.self) } ?? 0
        }
    }

    package func images(after id: Int, limit: Int) throws -> [ImageRecord] {
        try database.read { connection in
            let found = try connection.rows(ImageQueries.page, id, limit) {
                try ImageRecord(row: &$0)
            }
            return try ImageQueries.complete(found, connection)
        }
    }

    package func images(
        inDataset dataset: Int,
        after id: Int,
        limit: Int
    ) throws -> [ImageRecord] {
        try database.read { connection in
            let found = try connection.rows(ImageQueries.pageInDataset, dataset, id, limit) {
                try ImageRecord(row: &$0)
            }
            return try ImageQueries.complete(found, connection)
        }
    }

    package func changeCounter() throws -> Int { try database.changeCounter() }

    /// Notes who did what to which thing.
    func log(
        _ action: EventAction,
        _ entityType: String,
        _ entityID: Int,
        by experimenter: Int,
        _ connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO eventlog (seconds, experimenter, action, entitytype, entityid)
            VALUES (?, ?, ?, ?, ?)
            """,
            WallClock.nowSeconds(),
            experimenter,
            action.rawValue,
            entityType,
            entityID
        )
    }
}

/// What OMERO's event log calls a change.
enum EventAction: String {
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
}
