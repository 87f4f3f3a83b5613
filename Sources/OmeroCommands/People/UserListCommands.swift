import Repository

/// `omero user list` and `info`: who there is.
enum UserListCommands {
    private static let user = ArgumentDescription(
        name: "USER",
        count: .optional,
        help: "ID or name; all users when there is none."
    )

    static let list = CommandDescription(
        name: "list",
        summary: "list the users.",
        examples: [
            .init("omero user list", "A table with the groups by their IDs."),
            .init("omero user list --style csv", "The same for programs."),
        ],
        options: [PeopleTable.style],
        run: PeopleAccess.command { invocation, access in
            try table(access.people.experimenters()).write(invocation)
        }
    )

    static let info = CommandDescription(
        name: "info",
        summary: "show one user, or all.",
        examples: [.init("omero user info anna", "Her names, groups and state.")],
        options: [PeopleTable.style],
        arguments: [user],
        run: PeopleAccess.command { invocation, access in
            let users =
                try invocation.word(user).map { [try access.user($0)] }
                ?? access.people.experimenters()
            try table(users).write(invocation)
        }
    )

    private static func table(_ users: [ExperimenterRecord]) -> PeopleTable {
        PeopleTable(
            titles: [
                "id", "login", "first name", "last name", "email", "active", "ldap", "admin",
                "member of", "owner of",
            ],
            rows: users.map(row)
        )
    }

    private static func row(_ user: ExperimenterRecord) -> [String] {
        func yes(_ isSo: Bool) -> String { isSo ? "Yes" : "" }
        func ids(_ memberships: [ExperimenterRecord.Membership]) -> String {
            memberships.map { "\($0.groupID)" }.joined(separator: ",")
        }
        let groups = user.memberships.filter { $0.groupID != KnownPeople.userGroup }
        return [
            "\(user.id)", user.userName, user.firstName, user.lastName, user.email ?? "",
            yes(user.isActive), yes(user.isLDAP), yes(user.isAdministrator),
            ids(groups.filter { !$0.isOwner }), ids(groups.filter(\.isOwner)),
        ]
    }
}
