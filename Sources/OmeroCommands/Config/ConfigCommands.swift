/// `omero config`, in OMERO's grammar.
enum ConfigCommands {
    static let source = OptionDescription.value(
        "--source",
        name: "FILE",
        completion: .files,
        help: "Work on this config.xml in place of the instance's."
    )
    static let report = OptionDescription.flag("--report", help: "Say what was changed.")

    static let config = CommandDescription(
        name: "config",
        summary: "read and change the settings.",
        details: """
            Settings are kept in OMERODIR/etc/grid/config.xml, as OMERO keeps them; an existing \
            file is taken as it is. A running server sees changes after 'omero web reload' or \
            'omero web restart'. OMERO_CONFIG chooses the profile.
            """,
        examples: [
            .init("omero config set omero.web.wsgi_workers 9", "Sets a property."),
            .init("omero config get", "Prints all that are set."),
            .init("omero config parse", "Prints all that can be set, with their meaning."),
        ],
        options: [source],
        subcommands: [
            GetCommand.get, SetCommand.description, AppendCommand.append, AppendCommand.remove,
            GetCommand.list, GetCommand.keys, LoadCommand.description, ParseCommand.description,
            ProfileCommands.path, ProfileCommands.all, ProfileCommands.def, ProfileCommands.drop,
            ProfileCommands.version,
        ]
    )
}
