import SQLite

extension SQLiteCatalogue {
    package func link(_ link: ObjectLink, parent: Int, child: Int, by userID: Int) throws {
        try database.write { try insert(link, parent: parent, child: child, by: userID, $0) }
    }

    /// Writes the row of a link; part of a transaction.
    ///
    /// - Parameter ownerID: whose the link is; nil for who writes it.
    func insert(
        _ link: ObjectLink,
        parent: Int,
        child: Int,
        ownedBy ownerID: Int? = nil,
        by userID: Int,
        _ connection: Connection
    ) throws {
        let container = ObjectReference(link.parent, parent)
        guard try exists(container, connection) else {
            throw RepositoryError.noSuchObject(container)
        }
        let member = ObjectReference(link.child, child)
        guard try exists(member, connection) else { throw RepositoryError.noSuchObject(member) }
        try connection.run(
            """
            INSERT INTO \(link.table) (parent, child, owner_id, sortname)
            SELECT ?, id, ?, sortname FROM \(link.child.rawValue) WHERE id = ?
            ON CONFLICT DO NOTHING
            """,
            parent,
            ownerID ?? userID,
            child
        )
        try log(.update, container, by: userID, connection)
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
        try database.read { connection in
            try connection.row(LinkQueries.owner(link), parent, child) { try $0.next(Int.self) }
        }
    }
}
