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

    /// Nil when there is no such thing.
    func ownership(of object: ObjectReference) throws -> ObjectOwnership? {
        guard let found = try catalogue.ownership(of: object, connection) else { return nil }
        return ObjectOwnership(
            ownerID: found.ownerID,
            groupID: found.groupID,
            level: levels[found.groupID] ?? .isPrivate
        )
    }

    func level(ofGroup id: Int) throws -> GroupLevel {
        guard let level = levels[id] else { throw PeopleError.noSuchGroup("\(id)") }
        return level
    }
}
