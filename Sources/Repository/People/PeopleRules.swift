/// Who may change which accounts, and what their values may be.
enum PeopleRules {
    static let nameBytesMax = 255
    static let descriptionBytesMax = 4096

    /// A restricted administrator changes nobody who may more than he (CVE-2018-1000634).
    static func mayChange(_ actor: Actor, _ user: ExperimenterRecord) -> Bool {
        guard actor.role.privileges.contains(.modifyUser) else { return false }
        return !user.isAdministrator || user.privileges.isSubset(of: actor.role.privileges)
    }

    /// Passwords are changed by their owners as well.
    static func mayChangePassword(_ actor: Actor, _ user: ExperimenterRecord) -> Bool {
        actor.role != .visitor && actor.userID == user.id || mayChange(actor, user)
    }

    /// Owners of a group may, in theirs alone; who becomes an administrator needs more.
    static func mayChangeMembers(_ actor: Actor, ofGroup group: Int) -> Bool {
        switch group {
        case KnownPeople.systemGroup: actor.role == .administrator
        case KnownPeople.userGroup, KnownPeople.guestGroup: false
        default:
            actor.role.privileges.contains(.modifyGroupMembership)
                || actor.role != .visitor && actor.ownedGroups.contains(group)
        }
    }

    /// Owners change everything but the name, and do not raise the level to read-write.
    static func mayChange(_ actor: Actor, _ group: GroupRecord, to details: GroupDetails) -> Bool {
        if actor.role.privileges.contains(.modifyGroup) { return true }
        return actor.role != .visitor && actor.ownedGroups.contains(group.id)
            && details.name == group.name
            && (details.level == group.level || details.level < .readWrite)
    }

    static func check(_ details: PersonDetails) throws(PeopleError) {
        try check(name: "user name", details.userName)
        try check(name: "first name", details.firstName)
        try check(name: "last name", details.lastName)
        let optional = [
            ("middle name", details.middleName), ("email", details.email),
            ("institution", details.institution),
        ]
        for case (let name, let value?) in optional where !value.isEmpty {
            try check(name: name, value)
        }
        if let email = details.email, !email.isEmpty, !email.contains("@") {
            throw .invalid(name: "email", value: email, expected: "an address with @")
        }
    }

    static func check(_ details: GroupDetails) throws(PeopleError) {
        try check(name: "group name", details.name)
        guard details.description.utf8.count <= descriptionBytesMax else {
            throw .invalid(
                name: "description",
                value: String(details.description.prefix(20)) + "…",
                expected: "at most \(descriptionBytesMax) bytes"
            )
        }
    }

    private static func check(name: String, _ value: String) throws(PeopleError) {
        let isPlain = value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard (1...nameBytesMax).contains(value.utf8.count), isPlain,
            value.first != " ", value.last != " "
        else {
            throw .invalid(
                name: name,
                value: String(value.prefix(40)),
                expected: "1 to \(nameBytesMax) bytes without control characters or outer blanks"
            )
        }
    }
}

extension Actor {
    /// Whether he is told how to reach somebody: himself, those of his groups, and administrators
    /// everybody (CVE-2019-16245).
    package func mayKnow(_ user: ExperimenterRecord) -> Bool {
        if role == .visitor { return false }
        if role.isAdministrator || userID == user.id { return true }
        return user.memberships.contains { membership in
            membership.groupID != KnownPeople.userGroup
                && memberships[membership.groupID] != nil
        }
    }
}

extension People {
    /// Refuses before the work of hashing is done; the change itself checks again.
    package func checkMayChangePassword(
        of user: ExperimenterRecord,
        by actor: Actor
    ) throws(PeopleError) {
        guard PeopleRules.mayChangePassword(actor, user) else {
            throw .notAllowed("change the password of \(user.userName)")
        }
    }
}
