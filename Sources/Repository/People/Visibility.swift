/// What of everything somebody sees, for lists that are filtered in the database.
package enum Visibility: Sendable, Equatable {
    case everything
    /// All of some groups, and the user's own objects of others.
    case limited(userID: Int, readableGroups: Set<Int>, ownGroups: Set<Int>)

    package init(of actor: Actor) {
        if actor.role.isAdministrator {
            self = .everything
            return
        }
        let readable = actor.memberships.filter { group, level in
            level >= .readOnly || actor.ownedGroups.contains(group)
        }.keys
        self = .limited(
            userID: actor.userID,
            readableGroups: Set(readable).union(actor.openGroups),
            ownGroups: Set(actor.memberships.keys.filter { !readable.contains($0) })
        )
    }

    package func contains(ownerID: Int, groupID: Int) -> Bool {
        switch self {
        case .everything: true
        case .limited(let userID, let readable, let own):
            readable.contains(groupID) || ownerID == userID && own.contains(groupID)
        }
    }
}
