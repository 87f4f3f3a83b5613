import SQLite

/// Somebody's rights as they are written down in one transaction, for many things at once.
struct CurrentRights {
    let actor: Actor
    private let levels: [Int: GroupLevel]
    private let catalogue: SQLiteCatalogue
    private let connection: Connection

    init(_ actor: Actor, _ catalogue: SQLiteCatalogue, _ connection: Connection) throws {
        self.actor = try catalogue.asOfNow(actor, connection)
        levels = try catalogue.groupLevels(connection)
        self.catalogue = catalogue
        self.connection = connection
    }

    /// False also where there is no such thing.
    func allow(_ action: Action, _ object: ObjectReference) throws -> Bool {
        guard let owned = try ownership(of: object) else { return false }
        return may(actor, action, owned)
    }

    /// The same with whatever somebody owns in a group.
    func allow(_ action: Action, _ ownership: Ownership) -> Bool {
        may(actor, action, owned(ownership))
    }

    /// Whose the thing is.
    ///
    /// - Throws: as `SQLiteCatalogue.authorize`.
    func authorize(_ action: Action, _ object: ObjectReference) throws -> ObjectOwnership {
        try actor.authorized(to: action, object, ownership(of: object))
    }

    /// - Throws: as `authorize`, and `PeopleError.noSuchGroup`.
    func authorize(toMove object: ObjectReference, toGroup group: Int) throws {
        let owned = try authorize(.changeGroup, object)
        _ = try level(ofGroup: group)
        guard mayMove(actor, owned, toGroup: group) else {
            let what = "\(object.kind.className) \(object.id)"
            throw PeopleError.notAllowed("move \(what) to group \(group)")
        }
    }

    /// Nil when there is no such thing.
    func ownership(of object: ObjectReference) throws -> ObjectOwnership? {
        try catalogue.ownership(of: object, connection).map(owned)
    }

    private func owned(_ ownership: Ownership) -> ObjectOwnership {
        ObjectOwnership(
            ownerID: ownership.ownerID,
            groupID: ownership.groupID,
            level: levels[ownership.groupID] ?? .isPrivate
        )
    }

    func level(ofGroup id: Int) throws -> GroupLevel {
        guard let level = levels[id] else { throw PeopleError.noSuchGroup("\(id)") }
        return level
    }
}
