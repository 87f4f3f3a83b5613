import Settings

/// `omero config path`, `all`, `def`, `drop` and `version`: the file and its profiles.
enum ProfileCommands {
    static let path = CommandDescription(
        name: "path",
        summary: "print where the settings are kept.",
        examples: [.init("omero config path", "Prints the path of config.xml.")]
    ) { invocation in
        try invocation.console.line(ConfigurationFile(invocation).path)
        return .success
    }

    static let all = CommandDescription(
        name: "all",
        summary: "print the names of all profiles.",
        examples: [.init("omero config all", "Prints one name a line, sorted.")]
    ) { invocation in
        let document = try ConfigurationFile(invocation).read()
        for name in document.profiles.keys.sorted() { try invocation.console.line(name) }
        return .success
    }

    private static let newDefault = ArgumentDescription(
        name: "NAME",
        count: .optional,
        help: "Profile that applies from now on; made when it is missing."
    )

    static let def = CommandDescription(
        name: "def",
        summary: "print the profile that applies, or choose another.",
        examples: [
            .init("omero config def", "Prints the name of the profile."),
            .init("omero config def testing", "Chooses the profile 'testing'."),
        ],
        arguments: [newDefault]
    ) { invocation in
        let file = try ConfigurationFile(invocation)
        guard let name = invocation.word(newDefault) else {
            try invocation.console.line(file.read().activeProfile)
            return .success
        }
        try checkProfileName(name)
        try file.change { $0.activate(name) }
        try invocation.console.line(name)
        return .success
    }

    private static let dropped = ArgumentDescription(name: "NAME", help: "Profile to remove.")

    static let drop = CommandDescription(
        name: "drop",
        summary: "remove a profile with all its properties.",
        examples: [.init("omero config drop testing", "Removes the profile 'testing'.")],
        arguments: [dropped]
    ) { invocation in
        let name = invocation.requiredWord(dropped)
        try ConfigurationFile(invocation).change { document in
            guard document.profiles[name] != nil else {
                throw CommandFailure(.badData, "Unknown configuration: \(name)")
            }
            guard document.activeProfile != name else {
                throw CommandFailure(
                    .badData,
                    "\(name) is the profile that applies",
                    remedy: "Choose another first: omero config def NAME"
                )
            }
            document.profiles[name] = nil
        }
        return .success
    }

    static let version = CommandDescription(
        name: "version",
        summary: "print the version of the configuration's format.",
        examples: [.init("omero config version", "Prints it as one line.")]
    ) { invocation in
        try invocation.console.line(ConfigurationDocument.version)
        return .success
    }

    private static func checkProfileName(_ name: String) throws {
        guard name != ConfigurationDocument.activeID, !name.isEmpty,
            ConfigurationDocument.canHold(name)
        else { throw CommandFailure(.usage, "Illegal profile name: \(name)") }
    }
}
