/// `omero web start`.
enum StartCommand {
    static let description = CommandDescription(
        name: "start",
        summary: "start the server.",
        details: """
            Copies the static files, starts the worker pools, and says [OK] when all of them \
            serve. What goes wrong is said here, and nothing is left running.
            """,
        examples: [
            .init("omero web start", "Starts it in the background."),
            .init("omero web start --foreground", "For systemd and containers."),
        ],
        options: StartOptions.all
    ) { invocation in
        try ServerStart(invocation).run()
    }
}
