import Kernel
import SQLite

extension SQLiteCatalogue {
    package func annotate(
        _ objects: [ObjectReference],
        with marks: [NewMark],
        existing: [Int],
        of type: AnnotationType,
        by actor: Actor
    ) throws -> [Int] {
        try marking(actor) { marking in
            guard let group = try marking.group(of: objects) else { return [] }
            for annotation in existing {
                try marking.link(annotation, of: type, to: objects, inGroup: group)
            }
            return try marks.map { mark in
                let id = try marking.insert(mark, inGroup: group)
                try marking.link(id, to: objects)
                return id
            }
        }
    }

    package func annotateEach(
        _ objects: [ObjectReference],
        with mark: NewMark,
        by actor: Actor
    ) throws -> [Int] {
        try marking(actor) { marking in
            guard let group = try marking.group(of: objects) else { return [] }
            return try objects.map { object in
                let id = try marking.insert(mark, inGroup: group)
                try marking.link(id, to: [object])
                return id
            }
        }
    }

    package func tag(
        _ objects: [ObjectReference],
        _ choice: TagChoice,
        by actor: Actor
    ) throws -> TagChanges {
        try marking(actor) { try $0.tag(objects, choice) }
    }

    package func rate(_ objects: [ObjectReference], _ rating: Int, by actor: Actor) throws {
        try marking(actor) { marking in
            for object in objects { try marking.rate(object, rating) }
        }
    }

    package func write(_ pairs: [KeyValuePair], toMaps ids: [Int], by actor: Actor) throws {
        try marking(actor) { marking in
            for id in ids {
                let object = try marking.require(id, .map)
                try authorize(actor, .edit, object, marking.connection)
                try marking.connection.run(
                    "DELETE FROM annotation_mapvalue WHERE annotation = ?",
                    id
                )
                try AnnotationWriting(marking.connection).insert(pairs, of: id)
                try marking.log(.update, object)
            }
        }
    }

    package func deleteAnnotations(
        _ ids: [Int],
        of type: AnnotationType,
        by actor: Actor
    ) throws {
        try marking(actor) { marking in
            for id in ids {
                let object = try marking.require(id, type)
                try authorize(actor, .delete, object, marking.connection)
                try marking.connection.run("DELETE FROM annotation WHERE id = ?", id)
                try marking.log(.delete, object)
            }
        }
    }

    func marking<Result: Sendable>(
        _ actor: Actor,
        _ body: (MarkTransaction) throws -> Result
    ) throws -> Result {
        try database.write { connection in
            try body(
                MarkTransaction(
                    catalogue: self,
                    connection: connection,
                    actor: actor,
                    rights: CurrentRights(actor, self, connection),
                    seconds: WallClock.nowSeconds()
                )
            )
        }
    }

    package func add(_ links: [PlacedLinks], by actor: Actor) throws {
        try marking(actor) { marking in
            for placed in links {
                for child in placed.children { try marking.add(placed.link, placed.parent, child) }
            }
        }
    }

    package func remove(_ links: [PlacedLinks], by actor: Actor) throws {
        try marking(actor) { marking in
            for placed in links {
                let found = try placed.children.filter {
                    try marking.remove(placed.link, placed.parent, $0)
                }
                guard !found.isEmpty else {
                    let parent = ObjectReference(placed.link.parent, placed.parent)
                    throw RepositoryError.notLinked(to: parent)
                }
            }
        }
    }
}
