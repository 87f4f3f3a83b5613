import JSON
import Kernel
import OmeroWeb
import Repository
import Settings

/// `omero import`: files and folders into the catalogue.
enum ImportCommand {
    private static let path = ArgumentDescription(
        name: "PATH",
        count: .oneOrMore,
        help: "Files, and folders with all below them.",
        completion: .files
    )
    private static let dataset = OptionDescription.value(
        "-d",
        name: "ID",
        excludes: ["--target"],
        help: "Put the images into the dataset with this ID."
    )
    private static let target = OptionDescription.value(
        "--target",
        "-T",
        name: "TARGET",
        help: "\(ImportTarget.forms); a name is made when it is missing. Plates go into screens."
    )
    private static let transfer = OptionDescription.value(
        "--transfer",
        name: "KIND",
        completion: .words(["ln_s", "copy"]),
        help: "ln_s reads files where they lie, which is the default; copy copies them first."
    )
    private static let json = OptionDescription.flag(
        "--json",
        excludes: ["--watch"],
        help: "Print a JSON object."
    )
    private static let watch = OptionDescription.flag(
        "--watch",
        help: "Keep looking for new and changed files until SIGINT or SIGTERM."
    )
    private static let interval = OptionDescription.value(
        "--interval",
        name: "SECONDS",
        help: "Time between two looks of --watch, 10 by default."
    )

    private static let withoutThumbnails = OptionDescription.flag(
        "--no-thumbnails",
        help: "Make no thumbnails; each is then made when it is first looked at."
    )

    static let description = CommandDescription(
        name: "import",
        summary: "put images into the catalogue.",
        details: """
            A file that is there already is passed over, so an import that was interrupted goes \
            on where it ended. The IDs of new images go to the output, the rest to the messages. \
            Exits with 1 when some files could not be read.
            """,
        examples: [
            .init("omero import /data/slides", "Everything below a folder, in place."),
            .init("omero import a.ome.tif -d 12", "One file into a dataset."),
            .init("omero import run7/ -u anna -g lab", "For a user, into one of her groups."),
            .init(
                "omero import plate.zarr --target Screen:name:Screen7",
                "A plate into a screen by name, made when it is missing."
            ),
            .init("omero import /data/incoming --watch", "What a microscope writes there."),
        ],
        options: [
            dataset, target, ImportOwnership.user, ImportOwnership.group, transfer, watch, interval,
            withoutThumbnails, json,
        ],
        arguments: [path]
    ) { invocation in try run(invocation) }

    private static func run(_ invocation: Invocation) throws -> ExitStatus {
        let paths = invocation.words(path)
        for path in paths where !Directory.exists(path) {
            throw CommandFailure(.noInput, "File not found: \(path)")
        }
        let instance = try CommandInstance.locate(invocation.console)
        let settings = try CommandInstance.settings(instance)
        var options = try options(invocation, managedFolder: instance.managedFolder(settings))
        options.ownership = try ImportOwnership.resolve(invocation)
        let catalogue = try SQLiteCatalogue(
            path: instance.cataloguePath(settings),
            isDurable: false
        )
        let seconds = try invocation.number(of: interval, in: 1...86_400) ?? 10
        let importer = Importer(catalogue)
        do {
            let thumbnails = try thumbnails(invocation, instance, settings, catalogue)
            if invocation.isSet(watch) {
                let watch = ImportWatch(
                    importer,
                    paths,
                    options,
                    thumbnails,
                    intervalSeconds: seconds
                )
                return try watch.run(invocation.console)
            }
            let display = ImportDisplay(invocation.console, startedAt: .now())
            let report = try importer.run(paths, options: options) { try display.show($0) }
            try thumbnails?.run(report.imageIDs, invocation.console)
            try display.end(report)
            try writeOut(report, asJSON: invocation.isSet(json), invocation.console)
            return report.failures.isEmpty ? .success : .partial
        } catch let error as RepositoryError {
            throw CommandFailure(.badData, "\(error)")
        }
    }

    /// What makes thumbnails of new images; nil where none are wanted or kept.
    private static func thumbnails(
        _ invocation: Invocation,
        _ instance: Instance,
        _ settings: SettingsSnapshot,
        _ catalogue: SQLiteCatalogue
    ) throws -> Thumbnailing? {
        guard !invocation.isSet(withoutThumbnails) else { return nil }
        return try ImportThumbnails(instance, settings, catalogue).map {
            Thumbnailing($0, threadCount: Process.processorCount)
        }
    }

    private static func options(
        _ invocation: Invocation,
        managedFolder: String
    ) throws(UsageError) -> ImportOptions {
        var options = ImportOptions()
        options.threadCount = Process.processorCount
        options.target = try importTarget(invocation)
        switch invocation.value(of: transfer) {
        case nil, "ln_s": options.transfer = .inPlace
        case "copy": options.transfer = .copy(managedFolder: managedFolder)
        case .some(let kind):
            throw .invalidValue(
                name: transfer.name,
                value: kind,
                expected: "ln_s or copy",
                of: invocation.commandName
            )
        }
        return options
    }

    private static func importTarget(
        _ invocation: Invocation
    ) throws(UsageError) -> ImportOptions.Target? {
        if let id = try invocation.number(of: dataset, in: 1...Int.max) { return .dataset(id: id) }
        guard let text = invocation.value(of: target) else { return nil }
        guard let parsed = ImportTarget.parse(text) else {
            throw .invalidValue(
                name: target.name,
                value: text,
                expected: ImportTarget.forms,
                of: invocation.commandName
            )
        }
        return parsed
    }

    private static func writeOut(
        _ report: ImportReport,
        asJSON isJSON: Bool,
        _ console: Console
    ) throws {
        if isJSON {
            try console.line(ImportSummary.document(report).text(.spaced))
        } else {
            for id in report.imageIDs { try console.line("Image:\(id)") }
        }
    }
}
