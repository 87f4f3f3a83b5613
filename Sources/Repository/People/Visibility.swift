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

    /// Whose things alone are seen of a group; nil where all are.
    package func ownerSeen(inGroup group: Int) -> Int? {
        guard case .limited(let userID, let readable, _) = self, !readable.contains(group) else {
            return nil
        }
        return userID
    }

    /// The condition on a table's owner and group, as SQL; it holds numbers alone.
    package func condition(on table: String) -> String {
        switch self {
        case .everything: return "TRUE"
        case .limited(let userID, let readable, let own):
            return "(\(table).group_id IN (\(Self.list(readable)))"
                + " OR \(table).owner_id = \(userID)"
                + " AND \(table).group_id IN (\(Self.list(own))))"
        }
    }

    private static func list(_ ids: Set<Int>) -> String {
        ids.sorted().map(String.init).joined(separator: ",")
    }
}
