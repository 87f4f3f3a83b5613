/// Who wants to do something, with all that decides whether he may.
package struct Actor: Sendable, Equatable {
    package var userID: Int
    package var role: Role
    /// The groups the user is a member of, with their levels.
    package var memberships: [Int: GroupLevel]
    /// The groups the user is an owner of; he is a member of each of them.
    package var ownedGroups: Set<Int>
    /// Groups whose data the user reads whatever their level.
    package var openGroups: Set<Int>

    package init(
        userID: Int,
        role: Role,
        memberships: [Int: GroupLevel] = [:],
        ownedGroups: Set<Int> = [],
        openGroups: Set<Int> = []
    ) {
        self.userID = userID
        self.role = role
        self.memberships = memberships
        self.ownedGroups = ownedGroups
        self.openGroups = openGroups
    }

    /// Visitors of an instance that is open to the public and names no account for them: they read
    /// what was imported for nobody in particular, which lies in root's group.
    package static let anybody = Actor(
        userID: KnownPeople.guest,
        role: .visitor,
        openGroups: [KnownPeople.systemGroup]
    )

    /// The administrator who works at the machine itself.
    package static let root = Actor(
        userID: KnownPeople.root,
        role: .administrator,
        memberships: [KnownPeople.systemGroup: .isPrivate],
        ownedGroups: [KnownPeople.systemGroup]
    )
}

/// The rows every OMERO has from its first day.
package enum KnownPeople {
    package static let root = 0
    package static let guest = 1
    /// Its members are administrators.
    package static let systemGroup = 0
    /// Its members are active: who is in no other way is not.
    package static let userGroup = 1
    package static let guestGroup = 2

    /// Groups that say who is active, not who works together: nothing lies in them, as everybody
    /// would see it.
    package static func holdsThings(_ group: Int) -> Bool {
        group != userGroup && group != guestGroup
    }
}
