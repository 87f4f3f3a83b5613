/// `omero web stop`.
enum StopCommand {
    static let description = CommandDescription(
        name: "stop",
        summary: "stop the server and wait until it is gone.",
        details: """
            Requests that are being answered are finished, for as long as \
            omero.web.graceful_timeout allows; what is left then is killed.
            """,
        examples: [.init("omero web stop", "Stops it; comes back when it is gone.")]
    ) { invocation in
        try ServerStop(invocation.console).run()
        return .success
    }
}
