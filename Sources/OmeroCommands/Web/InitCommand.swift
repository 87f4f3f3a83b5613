import Repository
import Secrets

/// `omero web init`.
enum InitCommand {
    private static let ask = OptionDescription.flag(
        "--ask",
        excludes: ["--password-file"],
        help: "Ask for root's password on the terminal."
    )

    static let description = CommandDescription(
        name: "init",
        summary: "make the catalogue, and root's first password.",
        details: """
            Without an option the password is made up and shown this once. An instance whose \
            root has a password keeps it: 'omero user password root' sets another.
            """,
        examples: [
            .init("omero web init", "Prints the password."),
            .init("omero web init --password-file secret.txt", "Takes it from a file."),
        ],
        options: [PasswordInput.file, ask],
        run: PeopleAccess.command { invocation, access in
            guard try access.people.passwordHash(ofExperimenter: KnownPeople.root) == nil else {
                return try access.console.message(
                    "The instance is initialised; root has a password."
                )
            }
            let isChosen = invocation.isSet(ask) || invocation.isSet(PasswordInput.file)
            let password =
                isChosen
                ? try PasswordInput.read(invocation, userName: "root") : PasswordInput.random()
            try access.people.setPassword(
                hash: PasswordHash.make(password),
                experimenter: KnownPeople.root,
                by: .root
            )
            if isChosen {
                try access.console.message("root has the password you gave.")
            } else {
                try access.console.message("root's password, which is shown this once:")
                try access.console.line(password)
            }
        }
    )
}
