/// What somebody may want to do with a thing that belongs to somebody.
package enum Action: Sendable, CaseIterable {
    case view
    case downloadOriginal
    /// Adds annotations, regions of interest and rendering settings of his own.
    case annotate
    /// Changes names, takes things out of containers, removes annotations.
    case edit
    case delete
    /// Puts own things into containers of others, or the other way round.
    case link
    /// Moves it into another group; which ones, `mayMove` says.
    case changeGroup
    case changeOwner
    /// Changes the rendering settings of its owner, which others see as theirs.
    case changeOwnersSettings
}

/// Whose a thing is, with the level of the group it lies in.
package struct ObjectOwnership: Sendable, Equatable {
    package var ownerID: Int
    package var groupID: Int
    package var level: GroupLevel

    package init(ownerID: Int, groupID: Int, level: GroupLevel) {
        self.ownerID = ownerID
        self.groupID = groupID
        self.level = level
    }
}

/// Whether somebody may do something: OMERO's permissions, whole.
package func may(_ actor: Actor, _ action: Action, _ object: ObjectOwnership) -> Bool {
    if actor.role == .visitor { return action.isReading && sees(actor, object) }
    let isOwn = actor.userID == object.ownerID
    switch action {
    case .view, .downloadOriginal: return sees(actor, object)
    case .changeOwnersSettings: return isOwn && sees(actor, object)
    case .changeOwner: return actor.role.privileges.contains(.chown)
    case .changeGroup: return isOwn && sees(actor, object) || administers(actor, action, object)
    case .annotate, .edit, .delete, .link:
        return isOwn && sees(actor, object)
            || administers(actor, action, object)
            || actor.ownedGroups.contains(object.groupID) && action.isLeaders(in: object.level)
            || actor.memberships[object.groupID] != nil && action.isMembers(in: object.level)
    }
}

/// Whether a thing may be moved into a group: its own owner into groups he is a member of,
/// administrators anywhere; nobody into groups that hold nothing.
package func mayMove(_ actor: Actor, _ object: ObjectOwnership, toGroup group: Int) -> Bool {
    guard may(actor, .changeGroup, object), KnownPeople.holdsThings(group) else { return false }
    return actor.role.privileges.contains(.chgrp) || actor.memberships[group] != nil
}

/// Whether somebody may make things of his own in a group.
package func mayAdd(_ actor: Actor, toGroup group: Int) -> Bool {
    guard actor.role != .visitor, KnownPeople.holdsThings(group) else { return false }
    return actor.memberships[group] != nil || actor.role.privileges.contains(.writeOwned)
}

/// Whether two things may be linked; both lie in one group, or nobody could see the link whole.
package func mayLink(
    _ actor: Actor,
    _ parent: ObjectOwnership,
    _ child: ObjectOwnership
) -> Bool {
    parent.groupID == child.groupID && may(actor, .link, parent) && may(actor, .link, child)
}

private func sees(_ actor: Actor, _ object: ObjectOwnership) -> Bool {
    if actor.role.isAdministrator || actor.openGroups.contains(object.groupID) { return true }
    guard actor.memberships[object.groupID] != nil else { return false }
    return actor.userID == object.ownerID || actor.ownedGroups.contains(object.groupID)
        || object.level >= .readOnly
}

/// Whether the actor may as an administrator; a private group keeps strangers' marks out even then.
private func administers(_ actor: Actor, _ action: Action, _ object: ObjectOwnership) -> Bool {
    guard let privilege = action.privilege, actor.role.privileges.contains(privilege) else {
        return false
    }
    return action.isLeaders(in: object.level)
}

extension Action {
    /// Whether it leaves everything as it is.
    package var isReading: Bool { self == .view || self == .downloadOriginal }

    /// What a restricted administrator needs for it.
    fileprivate var privilege: Privilege? {
        switch self {
        case .view, .downloadOriginal, .changeOwnersSettings: nil
        case .annotate, .edit, .link: .writeOwned
        case .delete: .deleteOwned
        case .changeGroup: .chgrp
        case .changeOwner: .chown
        }
    }

    /// Whether owners of a group may do it with the data of its members, and administrators too.
    fileprivate func isLeaders(in level: GroupLevel) -> Bool {
        switch self {
        case .annotate, .link: level >= .readOnly
        case .view, .downloadOriginal, .edit, .delete, .changeGroup, .changeOwner: true
        case .changeOwnersSettings: false
        }
    }

    /// Whether members of a group may do it with each other's data.
    fileprivate func isMembers(in level: GroupLevel) -> Bool {
        switch self {
        case .view, .downloadOriginal: level >= .readOnly
        case .annotate: level >= .readAnnotate
        case .edit, .delete, .link: level == .readWrite
        case .changeGroup, .changeOwner, .changeOwnersSettings: false
        }
    }
}
