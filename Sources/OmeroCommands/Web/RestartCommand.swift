/// `omero web restart`.
enum RestartCommand {
    static let description = CommandDescription(
        name: "restart",
        summary: "stop the server and start it again.",
        details: """
            The settings are checked first: with wrong ones the running server stays. Settings \
            that need no restart are taken by 'omero web reload', without losing a request.
            """,
        examples: [.init("omero web restart", "Stops it, then starts it.")],
        options: StartOptions.all
    ) { invocation in
        let start = try ServerStart(invocation)
        try ServerStop(invocation.console).run()
        return try start.run()
    }
}
