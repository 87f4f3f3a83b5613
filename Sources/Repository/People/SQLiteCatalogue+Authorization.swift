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
        let owned = try ownership(of: object, connection).map { found in
            ObjectOwnership(
                ownerID: found.ownerID,
                groupID: found.groupID,
                level: try existing(group: found.groupID, connection).level
            )
        }
        _ = try asOfNow(actor, connection).authorized(to: action, object, owned)
    }

    /// - Throws: `PeopleError.notAllowed`, or `noSuchGroup`.
    func authorize(_ actor: Actor, toAddTo group: Int, _ connection: Connection) throws {
        _ = try existing(group: group, connection)
        guard mayAdd(try asOfNow(actor, connection), toGroup: group) else {
            throw PeopleError.notAllowed("add to group \(group)")
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

extension Actor {
    /// Whose a thing is, when the actor may do that with it; he has to be as of now.
    ///
    /// - Parameter owned: nil when there is no such thing.
    /// - Throws: as `SQLiteCatalogue.authorize`.
    func authorized(
        to action: Action,
        _ object: ObjectReference,
        _ owned: ObjectOwnership?
    ) throws -> ObjectOwnership {
        guard let owned, may(self, .view, owned) else {
            throw RepositoryError.noSuchObject(object)
        }
        guard may(self, action, owned) else {
            throw PeopleError.notAllowed("\(action.verb) \(object.kind.className) \(object.id)")
        }
        return owned
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
