/// A user, with what decides where he belongs.
package struct ExperimenterRecord: Sendable, Equatable {
    package var id: Int
    /// What the user logs in with.
    package var userName: String
    package var firstName: String
    package var middleName: String?
    package var lastName: String
    package var email: String?
    package var institution: String?
    package var isLDAP: Bool
    /// All groups, the default one first; those that OMERO keeps for itself at the end.
    package var memberships: [Membership]
    /// What an administrator may; all, unless some was taken from him.
    package var privileges: Set<Privilege>

    package struct Membership: Sendable, Equatable {
        package var groupID: Int
        package var level: GroupLevel
        package var isOwner: Bool
    }

    /// Who is not in the group `user` cannot log in.
    package var isActive: Bool {
        memberships.contains { $0.groupID == KnownPeople.userGroup }
    }

    package var isAdministrator: Bool {
        memberships.contains { $0.groupID == KnownPeople.systemGroup }
    }

    package var role: Role {
        guard isAdministrator else { return .user }
        return privileges.count == Privilege.allCases.count
            ? .administrator : .restrictedAdministrator(privileges)
    }

    /// The group in which a session of the user begins.
    package var defaultGroupID: Int { memberships.first?.groupID ?? KnownPeople.userGroup }

    package var fullName: String {
        [firstName, middleName ?? "", lastName].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// As the one who asks; nil for those who cannot log in.
    package var actor: Actor? {
        guard isActive, id != KnownPeople.guest else { return nil }
        return Actor(
            userID: id,
            role: role,
            memberships: Dictionary(
                memberships.map { ($0.groupID, $0.level) },
                uniquingKeysWith: { first, _ in first }
            ),
            ownedGroups: Set(memberships.filter(\.isOwner).map(\.groupID))
        )
    }
}

/// A group, with who is in it.
package struct GroupRecord: Sendable, Equatable {
    package var id: Int
    package var name: String
    package var description: String
    package var level: GroupLevel
    package var memberIDs: [Int]
    package var ownerIDs: [Int]
}
