import SQLite

extension SQLiteCatalogue {
    package func create(
        _ kind: ObjectKind,
        _ texts: ContainerTexts,
        inGroup group: Int,
        by actor: Actor
    ) throws -> Int {
        let ownership = Ownership(ownerID: actor.userID, groupID: group)
        return try database.write { connection in
            try authorize(actor, toAddTo: group, connection)
            return try insert(kind, texts, ownership, connection)
        }
    }

    func insert(
        _ kind: ObjectKind,
        _ texts: ContainerTexts,
        _ ownership: Ownership,
        _ connection: Connection
    ) throws -> Int {
        guard kind.isContainer else { throw RepositoryError.cannot(action: "saved", kind) }
        let container = NewContainer(
            name: texts.name,
            description: texts.description,
            ownership: ownership
        )
        let id = try insert(kind, container, connection)
        if kind == .screen { try write(texts.screen, to: id, connection) }
        return id
    }

    package func write(
        _ texts: ContainerTexts,
        to object: ObjectReference,
        by actor: Actor
    ) throws {
        guard object.kind.isContainer else {
            throw RepositoryError.cannot(action: "saved", object.kind)
        }
        try database.write { connection in
            try authorize(actor, .edit, object, connection)
            let text = "UPDATE \(object.kind.rawValue) SET name = ?, description = ? WHERE id = ?"
            guard try connection.run(text, texts.name, texts.description, object.id) == 1 else {
                throw RepositoryError.noSuchObject(object)
            }
            if object.kind == .screen { try write(texts.screen, to: object.id, connection) }
            try log(.update, object, by: actor.userID, connection)
        }
    }

    private func write(_ texts: ScreenTexts, to id: Int, _ connection: Connection) throws {
        try connection.run(
            """
            UPDATE screen SET type = ?, protocoldescription = ?, protocolidentifier = ?,
                reagentsetdescription = ?, reagentsetidentifier = ?
            WHERE id = ?
            """,
            texts.type,
            texts.protocolDescription,
            texts.protocolIdentifier,
            texts.reagentSetDescription,
            texts.reagentSetIdentifier,
            id
        )
    }
}

extension ObjectKind {
    /// Whether it is a container that people make.
    fileprivate var isContainer: Bool { self == .project || self == .dataset || self == .screen }
}
