import SQLite

extension SQLiteCatalogue {
    package func rename(_ object: ObjectReference, to name: String, by actor: Actor) throws {
        guard object.kind.hasName || object.kind == .annotation else {
            throw RepositoryError.cannot(action: "renamed", object.kind)
        }
        try database.write { connection in
            try authorize(actor, .edit, object, connection)
            let isTag = object.kind == .annotation
            if isTag { _ = try annotation(object.id, of: .tag, connection) }
            let column = isTag ? "textvalue" : "name"
            try update(object, column, name, by: actor.userID, connection)
        }
    }

    package func describe(
        _ object: ObjectReference,
        as description: String,
        by actor: Actor
    ) throws {
        guard object.kind.hasDescription else {
            throw RepositoryError.cannot(action: "described", object.kind)
        }
        try database.write { connection in
            try authorize(actor, .edit, object, connection)
            try update(object, "description", description, by: actor.userID, connection)
        }
    }

    package func create(
        _ texts: ContainerTexts,
        in parent: Int,
        _ link: ObjectLink,
        by actor: Actor
    ) throws -> Int {
        try database.write { connection in
            let container = ObjectReference(link.parent, parent)
            try authorize(actor, .link, container, connection)
            let group = try ownership(of: container, connection)?.groupID ?? -1
            try authorize(actor, toAddTo: group, connection)
            let ownership = Ownership(ownerID: actor.userID, groupID: group)
            let id = try insert(link.child, texts, ownership, connection)
            try insert(link, parent: parent, child: id, by: actor.userID, connection)
            return id
        }
    }

    package func createDataset(
        _ texts: ContainerTexts,
        holding images: [Int],
        by actor: Actor
    ) throws -> Int {
        try database.write { connection in
            var groups: Set<Int> = []
            for image in images {
                let object = ObjectReference(.image, image)
                try authorize(actor, .link, object, connection)
                if let group = try ownership(of: object, connection)?.groupID {
                    groups.insert(group)
                }
            }
            guard groups.count == 1, let group = groups.first else {
                throw PeopleError.notAllowed("put images of several groups into one dataset")
            }
            try authorize(actor, toAddTo: group, connection)
            let ownership = Ownership(ownerID: actor.userID, groupID: group)
            let dataset = try insert(.dataset, texts, ownership, connection)
            for image in images {
                try insert(
                    .datasetImage,
                    parent: dataset,
                    child: image,
                    by: actor.userID,
                    connection
                )
            }
            return dataset
        }
    }

    package func createTag(
        _ texts: ContainerTexts,
        namespace: String?,
        inSet tagSet: Int?,
        group: Int,
        by actor: Actor
    ) throws -> Int {
        try marking(actor) { marking in
            let set = tagSet.map { ObjectReference(.annotation, $0) }
            let owned = try set.map { try marking.rights.authorize(.link, $0) }
            let group = owned?.groupID ?? group
            try authorize(actor, toAddTo: group, marking.connection)
            let id = try marking.insert(
                tag: texts.name,
                texts.description,
                namespace: namespace,
                inGroup: group
            )
            if let set { try marking.link(id, to: [set]) }
            return id
        }
    }

    /// The annotation; one of another type is as if it were not there.
    func annotation(
        _ id: Int,
        of type: AnnotationType,
        _ connection: Connection
    ) throws -> ObjectReference {
        let object = ObjectReference(.annotation, id)
        let text = "SELECT type FROM annotation WHERE id = ?"
        let found = try connection.row(text, id) { try $0.next(String.self) }
        guard found == type.rawValue else { throw RepositoryError.noSuchObject(object) }
        return object
    }
}
