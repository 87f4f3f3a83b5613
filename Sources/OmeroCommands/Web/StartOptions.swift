/// What `start` and `restart` take.
enum StartOptions {
    static let foreground = OptionDescription.flag(
        "--foreground",
        help: "Stay in the foreground, as service supervisors want it; log to the terminal too."
    )
    private static let keepSessions = OptionDescription.flag(
        "--keep-sessions",
        excludes: ["--no-wait"],
        help: "Taken for OMERO's sake: sessions are kept in any case."
    )
    private static let noWait = OptionDescription.flag(
        "--no-wait",
        help: "Taken for OMERO's sake: expired sessions never delay a start."
    )

    /// Options OMERO deprecated, and the properties that took their place.
    private static let deprecated: [(option: OptionDescription, property: String)] = [
        (.value("--workers", name: "N", help: "").hidden, "omero.web.wsgi_workers"),
        (
            .value("--worker-connections", name: "N", help: "").hidden,
            "omero.web.wsgi_worker_connections"
        ),
        (.value("--wsgi-args", name: "ARGS", help: "").hidden, "omero.web.wsgi_args"),
    ]

    static let all = [foreground, keepSessions, noWait] + deprecated.map(\.option)

    /// Says of every deprecated option that was given that it does nothing.
    static func warn(_ invocation: Invocation) throws {
        for (option, property) in deprecated where invocation.isSet(option) {
            try invocation.console.message(
                "`\(option.name)` is deprecated and overwritten by `\(property)`."
            )
        }
    }
}
