/// What pages for accounts offer somebody; every change checks again.
extension Actor {
    package var mayAddUsers: Bool { role.privileges.contains(.modifyUser) }

    package var mayAddGroups: Bool { role.privileges.contains(.modifyGroup) }

    package func mayChange(_ user: ExperimenterRecord) -> Bool { PeopleRules.mayChange(self, user) }

    package func mayChangePassword(of user: ExperimenterRecord) -> Bool {
        user.id != KnownPeople.guest && PeopleRules.mayChangePassword(self, user)
    }

    /// Name, description or level.
    package func mayChange(_ group: GroupRecord) -> Bool {
        let details = GroupDetails(
            name: group.name,
            description: group.description,
            level: group.level
        )
        return group.id > KnownPeople.guestGroup && PeopleRules.mayChange(self, group, to: details)
    }

    package func mayChangeMembers(ofGroup group: Int) -> Bool {
        PeopleRules.mayChangeMembers(self, ofGroup: group)
    }
}
