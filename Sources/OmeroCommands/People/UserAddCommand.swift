import Kernel
import Repository
import Secrets

/// `omero user add`.
enum UserAddCommand {
    private static let userName = ArgumentDescription(
        name: "USERNAME",
        help: "What the user logs in with."
    )
    private static let firstName = ArgumentDescription(name: "FIRSTNAME", help: "First name.")
    private static let lastName = ArgumentDescription(name: "LASTNAME", help: "Last name.")
    private static let groups = ArgumentDescription(
        name: "GROUP",
        count: .oneOrMore,
        help: "Groups the user will be a member of, by ID or name; the first is the default one."
    )
    private static let middleName = OptionDescription.value(
        "--middlename",
        "-m",
        name: "NAME",
        help: "Middle name, if available."
    )
    private static let email = OptionDescription.value(
        "--email",
        "-e",
        name: "ADDRESS",
        help: "Email address."
    )
    private static let institution = OptionDescription.value(
        "--institution",
        "-i",
        name: "NAME",
        help: "Institution of the user."
    )
    private static let admin = OptionDescription.flag(
        "--admin",
        "-a",
        help: "Whether the user should be an administrator."
    )
    private static let ignoreExisting = OptionDescription.flag(
        "--ignore-existing",
        help: "Do nothing, and do not fail, when the user exists."
    )
    private static let noPassword = OptionDescription.flag(
        "--no-password",
        excludes: ["--password-file"],
        help: "Create a user who cannot log in until a password is set."
    )

    static let description = CommandDescription(
        name: "add",
        summary: "add a user.",
        details: "Without --password-file the password is asked for on the terminal.",
        examples: [
            .init("omero user add anna Anna Smith lab", "A member of the group lab."),
            .init(
                "omero user add bert Bert Jones lab --password-file secret.txt",
                "The same with a password from a file."
            ),
        ],
        options: [
            middleName, email, institution, admin, ignoreExisting, PasswordInput.file, noPassword,
        ],
        arguments: [userName, firstName, lastName, groups],
        run: PeopleAccess.command(run)
    )

    private static func run(_ invocation: Invocation, _ access: PeopleAccess) throws {
        let name = invocation.requiredWord(userName)
        if let user = try access.people.experimenter(named: name) {
            guard invocation.isSet(ignoreExisting) else { throw PeopleError.userNameTaken(name) }
            return try access.console.message("User exists: \(name) (id=\(user.id))")
        }
        let groupIDs = try invocation.words(groups).map { try access.group($0).id }
        let details = PersonDetails(
            userName: name,
            firstName: invocation.requiredWord(firstName),
            middleName: invocation.value(of: middleName),
            lastName: invocation.requiredWord(lastName),
            email: invocation.value(of: email),
            institution: invocation.value(of: institution)
        )
        let hash =
            invocation.isSet(noPassword)
            ? nil : try PasswordHash.make(PasswordInput.read(invocation, userName: name))
        let user = NewExperimenter(
            details,
            groupIDs: groupIDs,
            isAdministrator: invocation.isSet(admin),
            passwordHash: hash
        )
        let id = try access.people.add(user, by: .root)
        try access.console.line(
            "Added user \(name) (id=\(id)) \(hash == nil ? "without" : "with") password"
        )
    }
}
