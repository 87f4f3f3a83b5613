import Settings

/// `omero config get`, `list` and `keys`: what is set.
enum GetCommand {
    private static let key = ArgumentDescription(
        name: "KEY",
        count: .any,
        help: "Name of a property; all that are set when there is none.",
        completion: .words(SettingNames.all)
    )
    private static let showPassword = OptionDescription.flag(
        "--show-password",
        help: "Print passwords instead of stars."
    )

    static let get = CommandDescription(
        name: "get",
        summary: "print the value of one property, or several as KEY=VALUE.",
        details: "A property that is not set prints nothing; 'omero config parse' has defaults.",
        examples: [
            .init("omero config get omero.web.wsgi_workers", "Prints the value alone."),
            .init("omero config get", "Prints every property that is set, sorted."),
        ],
        options: [showPassword],
        arguments: [key]
    ) { invocation in try run(invocation) }

    static let list = CommandDescription(
        name: "list",
        summary: "print all properties that are set; use 'get' in its place.",
        examples: [.init("omero config list", "Prints KEY=VALUE, sorted by name.")],
        options: [showPassword]
    ) { invocation in
        try invocation.console.message(
            "WARNING: 'omero config list' is deprecated, use 'omero config get'"
        )
        return try run(invocation)
    }

    static let keys = CommandDescription(
        name: "keys",
        summary: "print the names of all properties that are set.",
        examples: [.init("omero config keys", "Prints one name a line, sorted.")]
    ) { invocation in
        for name in try ConfigurationFile(invocation).read().properties.keys.sorted() {
            try invocation.console.line(name)
        }
        return .success
    }

    private static func run(_ invocation: Invocation) throws -> ExitStatus {
        let properties = try ConfigurationFile(invocation).read().properties
        let asked = invocation.words(key)
        for name in asked.isEmpty ? properties.keys.sorted() : asked.sorted() {
            guard let value = properties[name] else { continue }
            let isHidden = PropertyRules.isSecret(name) && !invocation.isSet(showPassword)
            let shown = isHidden ? "********" : value
            try invocation.console.line(asked.count == 1 ? shown : "\(name)=\(shown)")
        }
        return .success
    }
}
