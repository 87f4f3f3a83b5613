import Settings

/// `omero config parse`: all settings with their defaults and meaning.
enum ParseCommand {
    private static let defaults = OptionDescription.flag(
        "--defaults",
        excludes: ["--keys", "--markdown"],
        help: "Print KEY=VALUE lines without a word of explanation."
    )
    private static let keys = OptionDescription.flag(
        "--keys",
        excludes: ["--markdown"],
        help: "Print the names alone."
    )
    private static let markdown = OptionDescription.flag(
        "--markdown",
        help: "Print the reference of all settings in Markdown."
    )

    static let description = CommandDescription(
        name: "parse",
        summary: "print all settings with their defaults and meaning.",
        details: "What it prints can be loaded again with 'omero config load'.",
        examples: [
            .init("omero config parse", "Prints defaults under their explanations."),
            .init("omero config parse --markdown > settings.md", "Makes the reference."),
        ],
        options: [defaults, keys, markdown]
    ) { invocation in
        let console = invocation.console
        if invocation.isSet(markdown) {
            try console.write(SettingsReference.markdown)
        } else if invocation.isSet(keys) {
            for name in SettingNames.all { try console.line(name) }
        } else if invocation.isSet(defaults) {
            try console.write(SettingsReference.defaults)
        } else {
            try console.write(SettingsReference.explained)
        }
        return .success
    }
}
