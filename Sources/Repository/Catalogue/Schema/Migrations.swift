import SQLite

/// The layouts of a catalogue, in their order; a released one is never edited, only followed.
///
/// `user_version` in the file counts those that were applied.
struct Migrations: Sendable {
    let scripts: [String]

    static let catalogue = Migrations(scripts: [
        Schema1.script, Schema2.script, Schema3.script, Schema4.script, Schema5.script,
        Schema6.script, Schema7.script,
    ])

    /// Brings a file up to date, in one transaction: several processes may start at once.
    func apply(to database: Database) throws {
        try database.write { connection in
            let found = try connection.row("PRAGMA user_version") { try $0.next(Int.self) } ?? 0
            guard found <= scripts.count else {
                throw RepositoryError.newerCatalogue(
                    path: database.path,
                    found: found,
                    known: scripts.count
                )
            }
            for script in scripts.dropFirst(found) { try connection.execute(script) }
            if found < scripts.count {
                try connection.execute("PRAGMA user_version = \(scripts.count)")
            }
        }
    }
}
