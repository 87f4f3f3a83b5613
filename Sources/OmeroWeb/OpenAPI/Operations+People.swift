/// Accounts, sessions, users and groups.
extension EndpointName {
    static let accountOperations: [EndpointName: OperationDescription] = [
        .login: OperationDescription(
            summary: "Log in",
            query: [.init("url", .string, "the page to go to")],
            body: .form(
                [
                    .init("username", .string, "name of the user", isRequired: true),
                    .init("password", .string, "password", isRequired: true),
                    .init("server", .integer, "number of the server, 1"),
                    .init("url", .string, "the page to go to"),
                    .init("noredirect", .string, "answers OK instead of going anywhere"),
                ]
            ),
            answer: .page,
            changeAnswer: .redirect
        ),
        .logout: .form("Log out", []),
        .activeGroup: OperationDescription(
            summary: "Work in another group",
            query: activeGroupFields,
            body: .form(activeGroupFields),
            answer: .redirect
        ),
        .groupUserContent: .page(
            "Groups to work in with their members, as part of a page",
            [.init("url", .string, "the page that the links to groups lead to")]
        ),
        .account: .page("One's own account"),
        .avatar: .picture("The photograph of a user, or the one of all who gave none", []),
        .changeAvatar: OperationDescription(
            summary: "One's own photograph, and what changes it",
            body: .multipart([.init("photo", .string, "a JPEG or PNG, for upload")]),
            answer: .page,
            changeAnswer: .redirect,
            pathValues: ["action": ["upload", "editphoto", "deletephoto"]]
        ),
        .changePassword: .form(
            "Set a password",
            [
                .init("old_password", .string, "present password, of one's own account"),
                .init("password", .string, "new password", isRequired: true),
                .init("confirmation", .string, "the new password again", isRequired: true),
            ]
        ),
        .forgottenPassword: .form(
            "Ask for a link that sets a new password",
            [
                .init("username", .string, "name of the user", isRequired: true),
                .init("email", .string, "address of the account", isRequired: true),
            ]
        ),
        .resetPassword: .form(
            "Set a new password by a mailed link",
            [
                .init("token", .string, "token of the link", isRequired: true),
                .init("password", .string, "new password", isRequired: true),
                .init("confirmation", .string, "the new password again", isRequired: true),
            ],
            query: [.init("token", .string, "token of the link")]
        ),
        .sessions: .json(
            "Sessions: one's own, everybody's for administrators",
            .object([
                "data": .array(
                    .object(["session": .string, "userId": .integer, "current": .boolean])
                )
            ])
        ),
        .endSessions: .form(
            "End one session, or all of a user",
            [
                .init("session", .string, "name of a session"),
                .init("user", .integer, "number of a user"),
            ]
        ),
    ]

    private static let activeGroupFields: [ParameterDescription] = [
        .init("active_group", .integer, "number of the group", isRequired: true),
        .init("url", .string, "the page to go to"),
    ]

    static let administrationOperations: [EndpointName: OperationDescription] = [
        .administration: OperationDescription(
            summary: "To the users, or to one's own account",
            answer: .redirect
        ),
        .experimenters: .page("Users, by name", after),
        .newExperimenter: .form(
            "Make a user",
            [
                .init("omename", .string, "name to log in with", isRequired: true),
                .init("first_name", .string, "first name", isRequired: true),
                .init("middle_name", .string, "middle name"),
                .init("last_name", .string, "last name", isRequired: true),
                .init("email", .string, "e-mail address"),
                .init("institution", .string, "institution"),
                .init("password", .string, "password", isRequired: true),
                .init("confirmation", .string, "the password again", isRequired: true),
                .init("other_groups", .integer, "number of a group", isRepeated: true),
            ]
        ),
        .experimenter: .form(
            "One user, and changes of him",
            [
                .init(
                    "action",
                    .choice([
                        "details", "activate", "deactivate", "privileges", "join", "own", "leave",
                        "default",
                    ]),
                    "what is changed",
                    isRequired: true
                ),
                .init("group", .integer, "number of the group that is joined or left"),
                .init("privilege", .string, "a privilege", isRepeated: true),
            ]
        ),
        .groups: .page("Groups, by name", after),
        .newGroup: .form(
            "Make a group",
            [
                .init("name", .string, "name of the group", isRequired: true),
                .init("description", .string, "description"),
                .init("permissions", .integer, "level, 0 (private) to 3", isRequired: true),
            ]
        ),
        .group: .form(
            "One group, and changes of it",
            [
                .init(
                    "action",
                    .choice(["details", "join", "own", "leave"]),
                    "what is changed",
                    isRequired: true
                ),
                .init("user", .string, "name of a user"),
                .init("member", .integer, "number of a member"),
            ]
        ),
        .email: OperationDescription(
            summary: "Write to users",
            body: .form([
                .init("everyone", .string, "present: to everyone"),
                .init("experimenters", .integer, "number of a user", isRepeated: true),
                .init("groups", .integer, "number of a group", isRepeated: true),
                .init("inactive", .string, "present: also to those who are inactive"),
                .init("remaining", .string, "numbers of users, with commas between them"),
                .init("cc", .string, "addresses that everybody sees"),
                .init("subject", .string, "one line", isRequired: true),
                .init("message", .string, "the text", isRequired: true),
            ]),
            answer: .page
        ),
        .statistics: .page("How groups and users share the room that files take"),
        .driveSpaceOfGroups: .json("Bytes of files by group", .array(share)),
        .driveSpaceOfUsers: .json("Bytes of files by user", .array(share)),
        .driveSpaceInGroup: .json("Bytes of files of one group by user", .array(share)),
        .driveSpaceOfUser: .json("Bytes of files of one user by group", .array(share)),
    ]

    /// Besides, `groupId` or `userId`, and of one group `memberOfGroup`.
    private static let share = JSONSchema.object(["label": .string, "data": .integer])

    private static let after: [ParameterDescription] = [
        .init("after", .string, "the name after which the page begins")
    ]
}
