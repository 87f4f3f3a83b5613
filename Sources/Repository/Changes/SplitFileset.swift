import SQLite

/// A fileset of which a change would take some images and leave others.
package struct SplitFileset: Sendable, Equatable {
    package var id: Int
    /// Images that would go, in the order of their series.
    package var included: [Int]
    /// Images that would stay, which is why none goes.
    package var left: [Int]
}

/// What deleting or moving finds in its way.
package protocol FilesetChecking: Sendable {
    /// The filesets that things, with what they alone hold, have only in part, by their numbers.
    ///
    /// - Parameter action: what is to be done with them: what the actor may not treat so is left.
    /// - Throws: `RepositoryError.noSuchObject` for what the actor does not see.
    func splitFilesets(
        of objects: [ObjectReference],
        _ action: Action,
        by actor: Actor
    ) throws -> [SplitFileset]
}

extension SQLiteCatalogue {
    package func splitFilesets(
        of objects: [ObjectReference],
        _ action: Action,
        by actor: Actor
    ) throws -> [SplitFileset] {
        try database.read { connection in
            for object in objects { try authorize(actor, .view, object, connection) }
            let rights = try CurrentRights(actor, self, connection)
            let contents = try Contents(of: objects, isDeep: true, action, rights, connection)
            let images = Set(contents[.image])
            return try contents.filesets().compactMap { fileset in
                let left = fileset.images.filter { !images.contains($0) }
                guard !left.isEmpty else { return nil }
                let included = fileset.images.filter(images.contains)
                return SplitFileset(id: fileset.id, included: included, left: left)
            }
        }
    }
}
