/// `omero user` and `omero group`, in OMERO's grammar.
enum PeopleCommands {
    static let user = CommandDescription(
        name: "user",
        summary: "add and change users.",
        details: """
            Works on the catalogue of the instance, beside a running server, as root. Users and \
            groups are named by ID or name.
            """,
        examples: [
            .init("omero user add anna Anna Smith lab", "Adds a member of the group lab."),
            .init("omero user password anna", "Sets her password."),
        ],
        subcommands: [
            UserAddCommand.description, UserListCommands.list, UserListCommands.info,
            UserChangeCommands.password, MembershipCommands.joinGroup,
            MembershipCommands.leaveGroup, UserChangeCommands.activate,
            UserChangeCommands.deactivate,
        ]
    )

    static let group = CommandDescription(
        name: "group",
        summary: "add and change groups.",
        details: "Works on the catalogue of the instance, beside a running server, as root.",
        examples: [
            .init("omero group add lab --type read-annotate", "Adds a group."),
            .init("omero group adduser lab anna", "Puts a user into it."),
        ],
        subcommands: [
            GroupCommands.add, GroupCommands.list, GroupCommands.info, GroupCommands.permissions,
            MembershipCommands.addUser, MembershipCommands.removeUser,
        ]
    )
}
