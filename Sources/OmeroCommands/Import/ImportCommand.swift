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
        help: "Dataset:ID, or Dataset:name:NAME, which is made when it is missing."
    )
    private static let transfer = OptionDescription.value(
        "--transfer",
        name: "KIND",
        completion: .words(["ln_s", "copy"]),
        help: "ln_s reads files where they lie, which is the default; copy copies them first."
    )
    private static let json = OptionDescription.flag("--json", help: "Print a JSON object.")

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
                "omero import plate/ --target Dataset:name:Screen7",
                "Into a dataset by name, made when it is missing."
            ),
        ],
        options: [
            dataset, target, ImportOwnership.user, ImportOwnership.group, transfer, json,
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
        var options = try options(invocation, dataFolder: instance.dataFolder(settings))
        options.ownership = try ImportOwnership.resolve(invocation)
        let catalogue = try SQLiteCatalogue(
            path: instance.cataloguePath(settings),
            isDurable: false
        )
        let display = ImportDisplay(invocation.console, startedAt: .now())
        let report: ImportReport
        do {
            report = try Importer(catalogue).run(paths, options: options) { try display.show($0) }
        } catch let error as RepositoryError {
            throw CommandFailure(.badData, "\(error)")
        }
        try display.end(report)
        try writeOut(report, asJSON: invocation.isSet(json), invocation.console)
        return report.failures.isEmpty ? .success : .partial
    }

    private static func options(
        _ invocation: Invocation,
        dataFolder: String
    ) throws(UsageError) -> ImportOptions {
        var options = ImportOptions()
        options.threadCount = Process.processorCount
        options.target = try importTarget(invocation)
        switch invocation.value(of: transfer) {
        case nil, "ln_s": options.transfer = .inPlace
        case "copy": options.transfer = .copy(managedFolder: dataFolder + "/ManagedRepository")
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
                expected: "Dataset:ID or Dataset:name:NAME",
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
