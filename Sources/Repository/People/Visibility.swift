/// What of everything an actor sees, for questions whose answers are filtered in the database.
package enum Visibility: Sendable, Hashable {
    case everything
    /// All of some groups; of others what the actor owns there.
    case part(readableGroups: [Int], ownerID: Int, ownGroups: [Int])

    package init(of actor: Actor) {
        if actor.role.isAdministrator {
            self = .everything
            return
        }
        let readable = actor.memberships.filter { group, level in
            level >= .readOnly || actor.ownedGroups.contains(group)
        }.keys
        self = .part(
            readableGroups: Set(readable).union(actor.openGroups).sorted(),
            ownerID: actor.userID,
            ownGroups: actor.memberships.keys.filter { !readable.contains($0) }.sorted()
        )
    }

    package func contains(ownerID: Int, groupID: Int) -> Bool {
        switch self {
        case .everything: true
        case .part(let readable, let owner, let own):
            readable.contains(groupID) || ownerID == owner && own.contains(groupID)
        }
    }

    /// The condition on a table's owner and group, as SQL; it holds numbers alone.
    package func condition(on table: String) -> String {
        switch self {
        case .everything: return "TRUE"
        case .part(let readable, let owner, let own):
            return "(\(table).group_id IN (\(Self.list(readable)))"
                + " OR \(table).owner_id = \(owner)"
                + " AND \(table).group_id IN (\(Self.list(own))))"
        }
    }

    private static func list(_ ids: [Int]) -> String { ids.map(String.init).joined(separator: ",") }
}
