import Kernel
import SQLite

extension SQLiteCatalogue {
    package func createAnnotation(_ annotation: NewAnnotation) throws -> Int {
        try database.write { connection in
            let writing = AnnotationWriting(connection)
            let id = try writing.insert(annotation, atSeconds: WallClock.nowSeconds())
            let object = ObjectReference(.annotation, id)
            try log(.insert, object, by: annotation.ownership.ownerID, connection)
            return id
        }
    }

    package func updateAnnotation(_ id: Int, to value: AnnotationValue, by userID: Int) throws {
        let object = ObjectReference(.annotation, id)
        try database.write { connection in
            let changed = try connection.run(
                """
                UPDATE annotation SET textvalue = ?, longvalue = ?, doublevalue = ?, boolvalue = ?,
                    timevalue = ?, file = ?
                WHERE id = ? AND type = ?
                """,
                value.text,
                value.long,
                value.double,
                value.boolean,
                value.milliseconds,
                value.fileID,
                id,
                value.type.rawValue
            )
            guard changed == 1 else { throw RepositoryError.noSuchObject(object) }
            try connection.run("DELETE FROM annotation_mapvalue WHERE annotation = ?", id)
            try AnnotationWriting(connection).insert(value.pairs, of: id)
            try log(.update, object, by: userID, connection)
        }
    }

    package func annotate(
        _ object: ObjectReference,
        with annotation: Int,
        by userID: Int
    ) throws -> Int {
        let table = object.kind.annotationLink
        return try database.write { connection in
            for needed in [object, ObjectReference(.annotation, annotation)] {
                guard try exists(needed, connection) else {
                    throw RepositoryError.noSuchObject(needed)
                }
            }
            let added = try connection.run(
                """
                INSERT INTO \(table) (parent, child, owner_id, created) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                object.id,
                annotation,
                userID,
                WallClock.nowSeconds()
            )
            if added == 1 {
                let id = connection.lastInsertedID
                try log(.update, object, by: userID, connection)
                return id
            }
            let text = "SELECT id FROM \(table) WHERE parent = ? AND child = ? AND owner_id = ?"
            let found = try connection.row(text, object.id, annotation, userID) {
                try $0.next(Int.self)
            }
            guard let found else { throw RepositoryError.noSuchObject(object) }
            return found
        }
    }

    package func detach(
        _ annotation: Int,
        from object: ObjectReference,
        linkOwner: Int?,
        by userID: Int
    ) throws -> Int {
        try database.write { connection in
            let removed = try connection.run(
                """
                DELETE FROM \(object.kind.annotationLink)
                WHERE parent = ?1 AND child = ?2 AND (?3 IS NULL OR owner_id = ?3)
                """,
                object.id,
                annotation,
                linkOwner
            )
            if removed > 0 { try log(.update, object, by: userID, connection) }
            return removed
        }
    }

    package func createAttachment(_ attachment: NewAttachment) throws -> Int {
        try database.write { try insert(attachment, $0) }
    }

    /// Writes the row of a stored file; part of a transaction.
    func insert(_ attachment: NewAttachment, _ connection: Connection) throws -> Int {
        try connection.run(
            """
            INSERT INTO originalfile (position, path, device, inode, size, modified,
                name, mimetype, owner_id, group_id)
            VALUES (0, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            attachment.path,
            attachment.state.device,
            attachment.state.inode,
            attachment.state.sizeBytes,
            attachment.state.modifiedNanoseconds,
            attachment.name,
            attachment.mediaType,
            attachment.ownership.ownerID,
            attachment.ownership.groupID
        )
        let id = connection.lastInsertedID
        let object = ObjectReference(.originalFile, id)
        try log(.insert, object, by: attachment.ownership.ownerID, connection)
        return id
    }

    package func attachment(_ id: Int) throws -> AttachmentRecord? {
        let text = """
            SELECT id, name, mimetype, path, size, owner_id, group_id
            FROM originalfile WHERE id = ? AND fileset IS NULL
            """
        return try database.read { connection in
            try connection.row(text, id) { row in
                AttachmentRecord(
                    id: try row.next(),
                    name: try row.next(),
                    mediaType: try row.next(),
                    path: try row.next(),
                    sizeBytes: try row.next(),
                    ownership: Ownership(ownerID: try row.next(), groupID: try row.next())
                )
            }
        }
    }
}
