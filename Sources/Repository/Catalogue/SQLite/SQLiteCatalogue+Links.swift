import SQLite

extension SQLiteCatalogue {
    package func link(_ link: ObjectLink, parent: Int, child: Int, by userID: Int) throws {
        try database.write { connection in
            let container = ObjectReference(link.parent, parent)
            guard try exists(container, connection) else {
                throw RepositoryError.noSuchObject(container)
            }
            let member = ObjectReference(link.child, child)
            guard try exists(member, connection) else {
                throw RepositoryError.noSuchObject(member)
            }
            try connection.run(
                """
                INSERT INTO \(link.table) (parent, child, owner_id, sortname)
                SELECT ?, id, ?, sortname FROM \(link.child.rawValue) WHERE id = ?
                ON CONFLICT DO NOTHING
                """,
                parent,
                userID,
                child
            )
            try log(.update, container, by: userID, connection)
        }
    }

    package func unlink(
        _ link: ObjectLink,
        parent: Int,
        child: Int,
        by userID: Int
    ) throws -> Bool {
        try database.write { connection in
            let text = "DELETE FROM \(link.table) WHERE parent = ? AND child = ?"
            guard try connection.run(text, parent, child) == 1 else { return false }
            try log(.update, ObjectReference(link.parent, parent), by: userID, connection)
            return true
        }
    }

    package func linkOwner(_ link: ObjectLink, parent: Int, child: Int) throws -> Int? {
        let text = """
            SELECT coalesce(link.owner_id, child.owner_id) FROM \(link.table) AS link
            CROSS JOIN \(link.child.rawValue) AS child ON child.id = link.child
            WHERE link.parent = ? AND link.child = ?
            """
        return try database.read { connection in
            try connection.row(text, parent, child) { try $0.next(Int.self) }
        }
    }
}
