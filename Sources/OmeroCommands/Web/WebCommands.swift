/// `omero web`, in OMERO's grammar.
enum WebCommands {
    static let web = CommandDescription(
        name: "web",
        summary: "start, stop and watch the server.",
        examples: [
            .init("omero web start", "Starts it; comes back when it serves."),
            .init("omero web status", "Shows whether it runs, and its workers."),
            .init("omero web reload", "Takes changed settings without losing a request."),
            .init("omero web config nginx > omero.conf", "Configures the front server."),
        ],
        subcommands: [
            InitCommand.description, StartCommand.description, StopCommand.description,
            RestartCommand.description,
            ReloadCommand.description, StatusCommand.description, CheckCommand.description,
            NginxCommand.description, SyncMediaCommand.description, RoleCommands.master,
            RoleCommands.worker,
        ]
    )
}
