import Kernel
import SQLite

extension SQLiteCatalogue {
    package func rename(_ object: ObjectReference, to name: String, by actor: Actor) throws {
        guard object.kind.hasName || object.kind == .annotation else {
            throw RepositoryError.cannot(action: "renamed", object.kind)
        }
        try database.write { connection in
            try authorize(actor, .edit, object, connection)
            let isTag = object.kind == .annotation
            if isTag, try type(ofAnnotation: object.id, connection) != AnnotationType.tag.rawValue {
                throw RepositoryError.noSuchObject(object)
            }
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
        try database.write { connection in
            var group = group
            if let tagSet {
                let set = ObjectReference(.annotation, tagSet)
                try authorize(actor, .link, set, connection)
                group = try ownership(of: set, connection)?.groupID ?? group
            }
            try authorize(actor, toAddTo: group, connection)
            let writing = AnnotationWriting(connection)
            let now = WallClock.nowSeconds()
            let tag = NewAnnotation(
                .tag(texts.name),
                namespace: namespace,
                description: texts.description.isEmpty ? nil : texts.description,
                ownership: Ownership(ownerID: actor.userID, groupID: group)
            )
            let id = try writing.insert(tag, atSeconds: now)
            try log(.insert, ObjectReference(.annotation, id), by: actor.userID, connection)
            if let tagSet {
                let set = ObjectReference(.annotation, tagSet)
                try writing.link(id, to: set, by: actor.userID, atSeconds: now)
            }
            return id
        }
    }

    func type(ofAnnotation id: Int, _ connection: Connection) throws -> String? {
        try connection.row("SELECT type FROM annotation WHERE id = ?", id) {
            try $0.next(String.self)
        }
    }
}
