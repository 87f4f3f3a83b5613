import SQLite

extension SQLiteCatalogue {
    package func ownership(of object: ObjectReference) throws -> Ownership? {
        try database.read { try ownership(of: object, $0) }
    }

    func ownership(of object: ObjectReference, _ connection: Connection) throws -> Ownership? {
        guard let text = object.kind.ownershipQuery else { return nil }
        return try connection.row(text, object.id) {
            Ownership(ownerID: try $0.next(), groupID: try $0.next())
        }
    }

    package func rename(_ object: ObjectReference, to name: String, by userID: Int) throws {
        guard object.kind.hasName else {
            throw RepositoryError.cannot(action: "renamed", object.kind)
        }
        try update(object, "name", name, by: userID)
    }

    package func describe(
        _ object: ObjectReference,
        as description: String,
        by userID: Int
    ) throws {
        guard object.kind.hasDescription else {
            throw RepositoryError.cannot(action: "described", object.kind)
        }
        try update(object, "description", description, by: userID)
    }

    private func update(
        _ object: ObjectReference,
        _ column: String,
        _ value: String,
        by userID: Int
    ) throws {
        try database.write { try update(object, column, value, by: userID, $0) }
    }

    func update(
        _ object: ObjectReference,
        _ column: String,
        _ value: String,
        by userID: Int,
        _ connection: Connection
    ) throws {
        let text = "UPDATE \(object.kind.rawValue) SET \(column) = ? WHERE id = ?"
        guard try connection.run(text, value, object.id) == 1 else {
            throw RepositoryError.noSuchObject(object)
        }
        try log(.update, object, by: userID, connection)
    }

    package func delete(_ object: ObjectReference, by userID: Int) throws {
        try database.write { try delete(object, by: userID, $0) }
    }

    package func delete(_ object: ObjectReference, by actor: Actor) throws {
        try database.write { connection in
            try authorize(actor, .delete, object, connection)
            try delete(object, by: actor.userID, connection)
        }
    }

    private func delete(
        _ object: ObjectReference,
        by userID: Int,
        _ connection: Connection
    ) throws {
        guard object.kind.isDeletable else {
            throw RepositoryError.cannot(action: "deleted by itself", object.kind)
        }
        let text = "DELETE FROM \(object.kind.rawValue) WHERE id = ?"
        guard try connection.run(text, object.id) == 1 else {
            throw RepositoryError.noSuchObject(object)
        }
        try log(.delete, object, by: userID, connection)
    }

    package func deleteImages(_ ids: [Int], by userID: Int) throws -> [OriginalFile] {
        try database.write { try deleteImages(ids, by: userID, $0) }
    }

    func deleteImages(
        _ ids: [Int],
        by userID: Int,
        _ connection: Connection
    ) throws -> [OriginalFile] {
        let removed = Set(ids)
        var filesets: Set<Int> = []
        for id in removed {
            let text = "SELECT fileset FROM image WHERE id = ?"
            guard let fileset = try connection.row(text, id, read: { try $0.next(Int.self) })
            else { throw RepositoryError.noSuchObject(ObjectReference(.image, id)) }
            filesets.insert(fileset)
        }
        var files: [OriginalFile] = []
        for fileset in filesets.sorted() {
            files += try deleteFileset(fileset, removing: removed, connection)
        }
        for id in removed.sorted() {
            try log(.delete, ObjectReference(.image, id), by: userID, connection)
        }
        return files
    }

    /// Removes a fileset all of whose images are to be removed; answers its files.
    private func deleteFileset(
        _ id: Int,
        removing removed: Set<Int>,
        _ connection: Connection
    ) throws -> [OriginalFile] {
        let images = try FilesetQueries.imageIDs(of: id, connection)
        if let kept = images.first(where: { !removed.contains($0) }) {
            throw RepositoryError.sharedFileset(id: id, imageID: kept)
        }
        let files = try connection.rows(FilesetQueries.files, id) { try OriginalFile(row: &$0) }
        try connection.run("DELETE FROM fileset WHERE id = ?", id)
        return files
    }

    func exists(_ object: ObjectReference, _ connection: Connection) throws -> Bool {
        let text = "SELECT id FROM \(object.kind.rawValue) WHERE id = ?"
        return try connection.row(text, object.id) { try $0.next(Int.self) } != nil
    }
}

extension ObjectKind {
    var hasName: Bool {
        switch self {
        case .project, .dataset, .image, .screen, .plate, .plateAcquisition, .roi: true
        default: false
        }
    }

    var hasDescription: Bool { hasName || self == .annotation }

    /// Whether nothing that must stay refers to such a thing.
    fileprivate var isDeletable: Bool {
        switch self {
        case .project, .dataset, .screen, .plateAcquisition, .roi, .shape, .annotation: true
        default: false
        }
    }

    /// Nil for people and their groups, which nobody owns.
    fileprivate var ownershipQuery: String? {
        func joined(_ parent: String) -> String {
            """
            SELECT \(parent).owner_id, \(parent).group_id
            FROM \(rawValue) CROSS JOIN \(parent) ON \(parent).id = \(rawValue).\(parent)
            WHERE \(rawValue).id = ?
            """
        }
        return switch self {
        case .plateAcquisition, .well: joined("plate")
        case .shape: joined("roi")
        case .originalFile:
            """
            SELECT coalesce(originalfile.owner_id, fileset.owner_id),
                coalesce(originalfile.group_id, fileset.group_id)
            FROM originalfile LEFT JOIN fileset ON fileset.id = originalfile.fileset
            WHERE originalfile.id = ?
            """
        case .experimenter, .experimenterGroup: nil
        default: "SELECT owner_id, group_id FROM \(rawValue) WHERE id = ?"
        }
    }
}
