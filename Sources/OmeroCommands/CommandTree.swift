import OmeroWeb

/// All commands of `omero`, as one value.
enum CommandTree {
    static let root: CommandDescription = CommandDescription(
        name: "omero",
        summary: "put an image repository on the web.",
        details: """
            OMERODIR names the folder of the instance: settings lie in etc/grid/config.xml, \
            everything else in var.
            """,
        examples: [
            .init("export OMERODIR=/opt/omero/web", "The instance the commands work on."),
            .init("omero samples /tmp/samples", "Makes images to try things with."),
            .init("omero import /tmp/samples", "Puts them into the catalogue."),
            .init("omero web start", "Starts the server on 127.0.0.1:4080."),
        ],
        subcommands: [
            WebCommands.web, ConfigCommands.config, ImportCommand.description,
            PeopleCommands.user, PeopleCommands.group, ObjectCommands.obj,
            QuotaCommands.description, TableCommands.description,
            SamplesCommand.description,
            CompletionCommand.description, version,
        ]
    )

    private static let version = CommandDescription(
        name: "version",
        summary: "print the version of this program.",
        examples: [.init("omero version", "Prints it as one line.")]
    ) { invocation in
        try invocation.console.line(Version.text)
        return .success
    }
}
