import Repository
import Secrets

/// `omero user password`, `activate` and `deactivate`.
enum UserChangeCommands {
    private static let user = ArgumentDescription(name: "USER", help: "ID or name.")
    private static let userOrRoot = ArgumentDescription(
        name: "USER",
        count: .optional,
        help: "ID or name; root when there is none."
    )

    static let password = CommandDescription(
        name: "password",
        summary: "set the password of a user.",
        details: "Ends all sessions of the user.",
        examples: [
            .init("omero user password anna", "Asks for it twice on the terminal."),
            .init("omero user password anna --password-file -", "Takes it from the input."),
        ],
        options: [PasswordInput.file],
        arguments: [userOrRoot],
        run: PeopleAccess.command { invocation, access in
            let user = try access.user(invocation.word(userOrRoot) ?? "root")
            let password = try PasswordInput.read(invocation, userName: user.userName)
            try access.people.setPassword(
                hash: PasswordHash.make(password),
                experimenter: user.id,
                by: .root
            )
            try access.endSessions(of: user)
            try access.console.line("Password changed")
        }
    )

    static let activate = CommandDescription(
        name: "activate",
        summary: "let a user log in again.",
        examples: [.init("omero user activate anna", "She may log in.")],
        arguments: [user],
        run: PeopleAccess.command { try setActive(true, $0, $1) }
    )

    static let deactivate = CommandDescription(
        name: "deactivate",
        summary: "keep a user out; what he owns stays.",
        details: "Ends all sessions of the user.",
        examples: [.init("omero user deactivate anna", "She is logged out, and stays so.")],
        arguments: [user],
        run: PeopleAccess.command { try setActive(false, $0, $1) }
    )

    private static func setActive(
        _ isActive: Bool,
        _ invocation: Invocation,
        _ access: PeopleAccess
    ) throws {
        let user = try access.user(invocation.requiredWord(user))
        try access.people.setActive(isActive, experimenter: user.id, by: .root)
        if !isActive { try access.endSessions(of: user) }
        try access.console.line("\(user.userName) is \(isActive ? "active" : "inactive")")
    }
}
