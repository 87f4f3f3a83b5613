import SQLite

extension SQLiteCatalogue {
    package func unlink(
        _ link: ObjectLink,
        parent: Int,
        child: Int,
        by actor: Actor
    ) throws -> Bool {
        try database.write { connection in
            let container = ObjectReference(link.parent, parent)
            try authorize(actor, .view, container, connection)
            try authorize(actor, .view, ObjectReference(link.child, child), connection)
            let owner = try connection.row(LinkQueries.owner(link), parent, child) {
                try $0.next(Int.self)
            }
            guard let owner else { return false }
            // Who made a link may always take it away again.
            if owner != actor.userID || actor.role == .visitor {
                try authorize(actor, .edit, container, connection)
            }
            let text = "DELETE FROM \(link.table) WHERE parent = ? AND child = ?"
            try connection.run(text, parent, child)
            try log(.update, container, by: actor.userID, connection)
            return true
        }
    }

    package func detach(
        _ annotation: Int,
        from object: ObjectReference,
        by actor: Actor
    ) throws -> Int {
        try database.write { connection in
            try authorize(actor, .view, object, connection)
            let child = ObjectReference(.annotation, annotation)
            try authorize(actor, .view, child, connection)
            guard actor.role != .visitor else {
                throw PeopleError.notAllowed("change \(object.kind.className) \(object.id)")
            }
            let rights = try CurrentRights(actor, self, connection)
            let isEditor = try rights.allow(.edit, object)
            let removed = try connection.run(
                """
                DELETE FROM \(object.kind.annotationLink)
                WHERE parent = ?1 AND child = ?2 AND (?3 OR owner_id = ?4)
                """,
                object.id,
                annotation,
                isEditor,
                actor.userID
            )
            guard removed > 0 else { return 0 }
            try log(.update, object, by: actor.userID, connection)
            try deleteCommentWithoutUse(annotation, by: actor, connection)
            return removed
        }
    }

    /// OMERO's server does so for comments, which say something of one thing alone.
    private func deleteCommentWithoutUse(
        _ annotation: Int,
        by actor: Actor,
        _ connection: Connection
    ) throws {
        let text = """
            SELECT id FROM annotation WHERE id = ? AND type = 'comment' AND linkcount = 0
            """
        let found = try connection.rows(text, annotation) { try $0.next(Int.self) }
        _ = try deleteAnnotations(found, by: actor, connection)
    }
}

/// The questions about links to what containers hold.
enum LinkQueries {
    /// Who put a thing into a container.
    static func owner(_ link: ObjectLink) -> String {
        """
        SELECT coalesce(link.owner_id, child.owner_id) FROM \(link.table) AS link
        CROSS JOIN \(link.child.rawValue) AS child ON child.id = link.child
        WHERE link.parent = ? AND link.child = ?
        """
    }
}
