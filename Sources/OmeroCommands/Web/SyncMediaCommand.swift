import OmeroWeb

/// `omero web syncmedia`.
enum SyncMediaCommand {
    static let description = CommandDescription(
        name: "syncmedia",
        summary: "copy the static files to where the front server takes them.",
        details: "A start does so too.",
        examples: [.init("omero web syncmedia", "Copies those that are missing or differ.")]
    ) { invocation in
        let instance = try CommandInstance.locate(invocation.console)
        let settings = try CommandInstance.settings(instance)
        let count = try StaticFiles.install(instance, settings)
        let folder = instance.staticFolder(settings)
        try invocation.console.line("\(count) static files copied to '\(folder)'.")
        return .success
    }
}
