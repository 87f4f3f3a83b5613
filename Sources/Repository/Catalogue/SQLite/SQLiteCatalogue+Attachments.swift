import Kernel
import SQLite

extension SQLiteCatalogue {
    package func attach(
        _ file: NewAttachment,
        namespace: String?,
        description: String?,
        by actor: Actor
    ) throws -> Int {
        try database.write { connection in
            try authorize(actor, toAddTo: file.ownership.groupID, connection)
            let annotation = NewAnnotation(
                .file(try insert(file, connection)),
                namespace: namespace,
                description: description,
                ownership: file.ownership
            )
            let id = try AnnotationWriting(connection)
                .insert(annotation, atSeconds: WallClock.nowSeconds())
            try log(.insert, ObjectReference(.annotation, id), by: actor.userID, connection)
            return id
        }
    }

    package func replaceFile(
        ofAnnotation id: Int,
        in namespace: String?,
        with file: NewAttachment,
        description: String?,
        by actor: Actor
    ) throws -> String {
        try database.write { connection in
            let old = try storedFile(ofAnnotation: id, in: namespace, connection)
            try authorize(actor, .edit, ObjectReference(.annotation, id), connection)
            try connection.run(
                """
                UPDATE originalfile
                SET path = ?, device = ?, inode = ?, size = ?, modified = ?, name = ?, mimetype = ?
                WHERE id = ?
                """,
                file.path,
                file.state.device,
                file.state.inode,
                file.state.sizeBytes,
                file.state.modifiedNanoseconds,
                file.name,
                file.mediaType,
                old.id
            )
            try connection.run(
                "UPDATE annotation SET description = ? WHERE id = ?",
                description,
                id
            )
            try log(.update, ObjectReference(.annotation, id), by: actor.userID, connection)
            return old.path
        }
    }

    package func deleteFile(
        ofAnnotation id: Int,
        in namespace: String?,
        by actor: Actor
    ) throws -> [String] {
        try database.write { connection in
            _ = try storedFile(ofAnnotation: id, in: namespace, connection)
            try authorize(actor, .delete, ObjectReference(.annotation, id), connection)
            return try deleteAnnotation(id, by: actor.userID, connection)
        }
    }

    package func moveFile(
        ofAnnotation id: Int,
        in namespace: String?,
        toGroup group: Int,
        by actor: Actor
    ) throws {
        try database.write { connection in
            let file = try storedFile(ofAnnotation: id, in: namespace, connection)
            let object = ObjectReference(.annotation, id)
            try CurrentRights(actor, self, connection)
                .authorize(toMove: object, toGroup: group)
            for kind in ObjectKind.allCases {
                try connection.run("DELETE FROM \(kind.annotationLink) WHERE child = ?", id)
            }
            try connection.run("UPDATE annotation SET group_id = ? WHERE id = ?", group, id)
            try connection.run("UPDATE originalfile SET group_id = ? WHERE id = ?", group, file.id)
            try log(.update, object, by: actor.userID, connection)
        }
    }

    private func storedFile(
        ofAnnotation id: Int,
        in namespace: String?,
        _ connection: Connection
    ) throws -> (id: Int, path: String) {
        let text = """
            SELECT originalfile.id, path
            FROM annotation CROSS JOIN originalfile ON originalfile.id = annotation.file
            WHERE annotation.id = ?1 AND type = 'file' AND (?2 IS NULL OR ns = ?2)
            """
        let found = try connection.row(text, id, namespace) {
            (id: try $0.next(Int.self), path: try $0.next(String.self))
        }
        guard let found else { throw RepositoryError.noSuchObject(.init(.annotation, id)) }
        return found
    }

    package func attachments(
        in namespace: String,
        _ visibility: Visibility,
        limit: Int
    ) throws -> [AnnotatedFile] {
        let condition = AnnotationQueries.condition(ListFilter(visibility))
        let annotations = try database.read { connection in
            try connection.rows(AnnotationQueries.inNamespace(condition), namespace, limit) {
                try AnnotationRow(row: &$0)
            }
        }
        return try annotations.compactMap { row in
            guard let id = row.fileID, let file = try attachment(id) else { return nil }
            return AnnotatedFile(annotation: try row.record(pairs: []), file: file)
        }
    }
}
