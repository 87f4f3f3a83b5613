import Repository

/// `omero user joingroup|leavegroup` and `omero group adduser|removeuser`.
enum MembershipCommands {
    private static let user = ArgumentDescription(name: "USER", help: "ID or name.")
    private static let users = ArgumentDescription(
        name: "USER",
        count: .oneOrMore,
        help: "IDs or names of the users."
    )
    private static let group = ArgumentDescription(name: "GROUP", help: "ID or name.")
    private static let groups = ArgumentDescription(
        name: "GROUP",
        count: .oneOrMore,
        help: "IDs or names of the groups."
    )
    private static let asOwner = OptionDescription.flag(
        "--as-owner",
        help: "Make the user an owner of the group, also one who is a member already."
    )

    static let joinGroup = CommandDescription(
        name: "joingroup",
        summary: "put a user into groups.",
        examples: [.init("omero user joingroup anna lab --as-owner", "As an owner of the group.")],
        options: [asOwner],
        arguments: [user, groups],
        run: PeopleAccess.command { invocation, access in
            let user = try access.user(invocation.requiredWord(user))
            for word in invocation.words(groups) {
                try join(user, access.group(word), invocation, access)
            }
        }
    )

    static let leaveGroup = CommandDescription(
        name: "leavegroup",
        summary: "take a user out of groups.",
        examples: [.init("omero user leavegroup anna lab", "What she owns there stays.")],
        arguments: [user, groups],
        run: PeopleAccess.command { invocation, access in
            let user = try access.user(invocation.requiredWord(user))
            for word in invocation.words(groups) { try leave(user, access.group(word), access) }
        }
    )

    static let addUser = CommandDescription(
        name: "adduser",
        summary: "put users into a group.",
        examples: [.init("omero group adduser lab anna bert", "Two users at once.")],
        options: [asOwner],
        arguments: [group, users],
        run: PeopleAccess.command { invocation, access in
            let group = try access.group(invocation.requiredWord(group))
            for word in invocation.words(users) {
                try join(access.user(word), group, invocation, access)
            }
        }
    )

    static let removeUser = CommandDescription(
        name: "removeuser",
        summary: "take users out of a group.",
        examples: [.init("omero group removeuser lab anna", "What she owns there stays.")],
        arguments: [group, users],
        run: PeopleAccess.command { invocation, access in
            let group = try access.group(invocation.requiredWord(group))
            for word in invocation.words(users) { try leave(access.user(word), group, access) }
        }
    )

    private static func join(
        _ user: ExperimenterRecord,
        _ group: GroupRecord,
        _ invocation: Invocation,
        _ access: PeopleAccess
    ) throws {
        let isOwner = invocation.isSet(asOwner)
        try access.people.join(
            experimenter: user.id,
            group: group.id,
            asOwner: isOwner,
            by: .root
        )
        let role = isOwner ? " as an owner" : ""
        try access.console.line("Added \(user.userName) to group \(group.name)\(role)")
    }

    private static func leave(
        _ user: ExperimenterRecord,
        _ group: GroupRecord,
        _ access: PeopleAccess
    ) throws {
        try access.people.leave(experimenter: user.id, group: group.id, by: .root)
        try access.console.line("Removed \(user.userName) from group \(group.name)")
    }
}
