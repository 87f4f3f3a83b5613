import SQLite

/// What somebody may, asked in the transaction that does it.
///
/// Who lost a right while his request was on its way has lost it for the request as well.
extension SQLiteCatalogue {
    /// - Throws: `RepositoryError.noSuchObject` for what the actor does not see,
    ///   `PeopleError.notAllowed` for what he may only see.
    func authorize(
        _ actor: Actor,
        _ action: Action,
        _ object: ObjectReference,
        _ connection: Connection
    ) throws {
        guard let ownership = try ownership(of: object, connection) else {
            throw RepositoryError.noSuchObject(object)
        }
        let owned = ObjectOwnership(
            ownerID: ownership.ownerID,
            groupID: ownership.groupID,
            level: try existing(group: ownership.groupID, connection).level
        )
        let actor = try asOfNow(actor, connection)
        guard may(actor, .view, owned) else { throw RepositoryError.noSuchObject(object) }
        guard may(actor, action, owned) else {
            throw PeopleError.notAllowed("\(action.verb) \(object.kind.className) \(object.id)")
        }
    }

    /// Whether the actor may do something with a thing of an owner and group.
    func allows(
        _ actor: Actor,
        _ action: Action,
        _ ownership: Ownership,
        _ connection: Connection
    ) throws -> Bool {
        let owned = ObjectOwnership(
            ownerID: ownership.ownerID,
            groupID: ownership.groupID,
            level: try existing(group: ownership.groupID, connection).level
        )
        return may(try asOfNow(actor, connection), action, owned)
    }

    /// The same with a thing by its number; false where there is none.
    func allows(
        _ actor: Actor,
        _ action: Action,
        _ object: ObjectReference,
        _ connection: Connection
    ) throws -> Bool {
        guard let ownership = try ownership(of: object, connection) else { return false }
        return try allows(actor, action, ownership, connection)
    }

    /// - Throws: `PeopleError.notAllowed`, or `noSuchGroup`.
    func authorize(_ actor: Actor, toAddTo group: Int, _ connection: Connection) throws {
        _ = try existing(group: group, connection)
        guard mayAdd(try asOfNow(actor, connection), toGroup: group) else {
            throw PeopleError.notAllowed("add to group \(group)")
        }
    }

    /// - Throws: `PeopleError.notAllowed`, `noSuchGroup`, or `RepositoryError.noSuchObject` for what
    ///   the actor does not see.
    func authorize(
        _ actor: Actor,
        toMove object: ObjectReference,
        toGroup group: Int,
        _ connection: Connection
    ) throws {
        try authorize(actor, .changeGroup, object, connection)
        _ = try existing(group: group, connection)
        let actor = try asOfNow(actor, connection)
        guard actor.memberships[group] != nil || actor.role.privileges.contains(.chgrp) else {
            throw PeopleError.notAllowed("move anything to group \(group)")
        }
    }

    /// The actor with the rights that are written down now.
    ///
    /// Visitors stay visitors whatever account stands for them.
    func asOfNow(_ actor: Actor, _ connection: Connection) throws -> Actor {
        guard actor.role != .visitor else { return actor }
        var current =
            try experimenter(actor.userID, connection)?.actor
            ?? Actor(userID: KnownPeople.guest, role: .visitor)
        current.openGroups = actor.openGroups
        return current
    }
}

extension Action {
    /// As it stands in "you may not …".
    fileprivate var verb: String {
        switch self {
        case .view: "see"
        case .downloadOriginal: "download"
        case .annotate: "annotate"
        case .edit: "change"
        case .delete: "delete"
        case .link: "link"
        case .changeGroup: "move"
        case .changeOwner: "give away"
        case .changeOwnersSettings: "change the settings of"
        }
    }
}
