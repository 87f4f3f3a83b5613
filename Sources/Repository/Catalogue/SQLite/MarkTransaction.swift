import SQLite

/// One user's annotations, written within a transaction that others begin and end.
struct MarkTransaction {
    let catalogue: SQLiteCatalogue
    let connection: Connection
    let actor: Actor
    let rights: CurrentRights
    /// Since 1970.
    let seconds: Int

    private var writing: AnnotationWriting { AnnotationWriting(connection) }

    /// The group of some things that the actor may annotate.
    func group(of objects: [ObjectReference]) throws -> Int? {
        var group: Int?
        for object in objects {
            try catalogue.authorize(actor, .annotate, object, connection)
            let found = try catalogue.ownership(of: object, connection)?.groupID
            guard group == nil || group == found else { throw Self.differentGroups }
            group = found
        }
        return group
    }

    private static let differentGroups = PeopleError.notAllowed(
        "link things of different groups"
    )

    /// Makes an annotation; answers its number.
    func insert(_ mark: NewMark, inGroup group: Int, description: String? = nil) throws -> Int {
        let ownership = Ownership(ownerID: actor.userID, groupID: group)
        let value: AnnotationValue
        switch mark.content {
        case .value(let content): value = content
        case .file(var attachment):
            attachment.ownership = ownership
            value = .file(try catalogue.insert(attachment, connection))
        }
        let annotation = NewAnnotation(
            value,
            namespace: mark.namespace,
            description: description,
            ownership: ownership
        )
        let id = try writing.insert(annotation, atSeconds: seconds)
        try log(.insert, ObjectReference(.annotation, id))
        return id
    }

    /// Links an annotation that there is, which the actor may link to anything of its group.
    func link(
        _ annotation: Int,
        of type: AnnotationType,
        to objects: [ObjectReference],
        inGroup group: Int
    ) throws {
        let object = try require(annotation, type)
        try catalogue.authorize(actor, .annotate, object, connection)
        guard try catalogue.ownership(of: object, connection)?.groupID == group else {
            throw Self.differentGroups
        }
        try link(annotation, to: objects)
    }

    func link(_ annotation: Int, to objects: [ObjectReference]) throws {
        for object in objects {
            try writing.link(annotation, to: object, by: actor.userID, atSeconds: seconds)
            try log(.update, object)
        }
    }

    /// Takes the actor's own link off a thing.
    func unlink(_ annotation: Int, from object: ObjectReference) throws {
        try connection.run(
            """
            DELETE FROM \(object.kind.annotationLink)
            WHERE parent = ? AND child = ? AND owner_id = ?
            """,
            object.id,
            annotation,
            actor.userID
        )
        try log(.update, object)
    }

    func require(_ annotation: Int, _ type: AnnotationType) throws -> ObjectReference {
        try catalogue.annotation(annotation, of: type, connection)
    }

    func log(_ action: EventAction, _ object: ObjectReference) throws {
        try catalogue.log(action, object, by: actor.userID, connection)
    }
}
