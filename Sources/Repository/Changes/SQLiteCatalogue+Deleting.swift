import SQLite

extension SQLiteCatalogue {
    package func plan(_ deletion: Deletion, by actor: Actor) throws -> DeletionPlan {
        try database.read { connection in
            for object in deletion.objects {
                guard object.kind.isDeletedByPeople else {
                    throw RepositoryError.cannot(action: "deleted by itself", object.kind)
                }
                try authorize(actor, .delete, object, connection)
            }
            let contents = try Contents(
                of: deletion.objects,
                isDeep: deletion.withContents,
                .delete,
                CurrentRights(actor, self, connection),
                connection
            )
            let batches = try contents.imageBatches(ofAbout: DeletionPlan.batchImages)
            let tags = deletion.withContents ? try tagsAlone(in: contents, connection) : []
            let kinds: [ObjectKind] = [
                .shape, .roi, .annotation, .well, .plateAcquisition, .plate, .screen, .dataset,
                .project,
            ]
            // Wells that nobody named go with their plate.
            let named = Set(deletion.objects)
            let objects = kinds.flatMap { kind in
                contents[kind].map { ObjectReference(kind, $0) }
            }.filter { $0.kind != .well || named.contains($0) }
            return DeletionPlan(imageBatches: batches, objects: tags + objects)
        }
    }

    /// Tags that are in no other set than those among the contents.
    private func tagsAlone(
        in contents: Contents,
        _ connection: Connection
    ) throws -> [ObjectReference] {
        let sets = contents.members[.annotation, default: []]
        let tags = try sets.sorted().flatMap { set in
            let text = "SELECT child FROM annotationannotationlink WHERE parent = ?"
            return try connection.rows(text, set) { try $0.next(Int.self) }
        }
        return try Set(tags).subtracting(sets).sorted().filter { tag in
            let text = "SELECT parent FROM annotationannotationlink WHERE child = ?"
            return try connection.rows(text, tag) { try $0.next(Int.self) }
                .allSatisfy(sets.contains)
        }.map { ObjectReference(.annotation, $0) }
    }

    package func deleteImages(
        _ ids: [Int],
        withSharedAnnotations: Bool,
        by actor: Actor
    ) throws -> [String] {
        try database.write { connection in
            let present = try ids.filter { try exists(ObjectReference(.image, $0), connection) }
            var annotations = AnnotationsInUse(connection)
            for id in present {
                let image = ObjectReference(.image, id)
                try authorize(actor, .delete, image, connection)
                try annotations.note(image)
            }
            let files = try deleteImages(present, by: actor.userID, connection)
            let unused = try annotations.unused(withShared: withSharedAnnotations)
            return files.filter { $0.path != $0.clientPath }.map(\.path)
                + (try deleteAnnotations(unused, by: actor, connection))
        }
    }

    package func delete(
        _ objects: [ObjectReference],
        withSharedAnnotations: Bool,
        by actor: Actor
    ) throws -> [String] {
        try database.write { connection in
            var annotations = AnnotationsInUse(connection)
            var files: [String] = []
            for object in objects where try exists(object, connection) {
                try authorize(actor, .delete, object, connection)
                try annotations.note(object)
                if object.kind == .annotation {
                    files += try deleteAnnotation(object.id, by: actor.userID, connection)
                } else {
                    let text = "DELETE FROM \(object.kind.rawValue) WHERE id = ?"
                    try connection.run(text, object.id)
                    try log(.delete, object, by: actor.userID, connection)
                }
            }
            let unused = try annotations.unused(withShared: withSharedAnnotations)
            return files + (try deleteAnnotations(unused, by: actor, connection))
        }
    }

    /// Those the actor may delete; answers their files.
    func deleteAnnotations(
        _ ids: [Int],
        by actor: Actor,
        _ connection: Connection
    ) throws -> [String] {
        guard !ids.isEmpty else { return [] }
        let rights = try CurrentRights(actor, self, connection)
        return try ids.filter { try rights.allow(.delete, ObjectReference(.annotation, $0)) }
            .flatMap { try deleteAnnotation($0, by: actor.userID, connection) }
    }

    /// Answers the path of its file, when no other annotation is about that.
    func deleteAnnotation(
        _ id: Int,
        by userID: Int,
        _ connection: Connection
    ) throws -> [String] {
        let file = try connection.row("SELECT file FROM annotation WHERE id = ?", id) {
            try $0.next(Int?.self)
        }
        try connection.run("DELETE FROM annotation WHERE id = ?", id)
        try log(.delete, ObjectReference(.annotation, id), by: userID, connection)
        guard case .some(.some(let file)) = file else { return [] }
        let text = """
            SELECT path FROM originalfile WHERE id = ?1 AND fileset IS NULL
            AND NOT EXISTS (SELECT 1 FROM annotation WHERE file = ?1)
            """
        let path = try connection.row(text, file) { try $0.next(String.self) }
        guard let path else { return [] }
        try connection.run("DELETE FROM originalfile WHERE id = ?", file)
        return [path]
    }
}

extension ObjectKind {
    /// Whether somebody may name such a thing to be deleted.
    fileprivate var isDeletedByPeople: Bool {
        switch self {
        case .originalFile, .fileset, .experimenter, .experimenterGroup: false
        default: true
        }
    }
}
