import ImageFormats
import OmeroWeb
import Repository
import Tables

/// `omero table`: measurements as tables.
enum TableCommands {
    static let description = CommandDescription(
        name: "table",
        summary: "attach tables of measurements.",
        examples: [
            .init("omero table import cells.csv --target Dataset:7", "A row for each cell.")
        ],
        subcommands: [importing]
    )

    private static let path = ArgumentDescription(
        name: "FILE",
        help: "Comma-separated values (RFC 4180), names of columns first; or an OME-Zarr.",
        completion: .files
    )
    private static let target = OptionDescription.value(
        "--target",
        "-T",
        name: "TARGET",
        help: "What the table is about: \(TableTarget.forms)."
    )
    private static let tableName = OptionDescription.value(
        "--name",
        name: "NAME",
        help: "Name of the table; the file's without .csv or .zarr when there is none."
    )
    private static let types = OptionDescription.value(
        "--type",
        name: "COLUMN=TYPE",
        help: "Type of a column: \(ColumnWord.words); may be given for several."
    )

    private static let importing = CommandDescription(
        name: "import",
        summary: "make tables of a file or an OME-Zarr and attach them.",
        details: """
            A first line such as '# header image,d,l,s' gives the types of the columns; without one \
            they follow from the names (Image, Well, Plate, Dataset) and from the values. Names of \
            images, wells, plates and datasets are looked up in the target, and their IDs make a \
            column of their own.

            Of an OME-Zarr, or of a folder that is a table of AnnData itself, each table in the group \
            'tables' is imported: a row for each observation, with the columns of obs and those of X.
            """,
        examples: [
            .init("omero table import cells.csv --target Dataset:7", "A row for each cell."),
            .init(
                "omero table import wells.csv -T Plate:3 --type Dose=d",
                "One column as numbers, whatever its values look like."
            ),
            .init("omero table import cells.zarr -T Image:12", "The tables of an OME-Zarr."),
        ],
        options: [target, tableName, types],
        arguments: [path]
    ) { invocation in try run(invocation) }

    private static func run(_ invocation: Invocation) throws -> ExitStatus {
        let path = invocation.requiredWord(path)
        let target = try TableTarget(invocation.value(of: target), invocation.commandName)
        let wanted = try types(invocation)
        let instance = try CommandInstance.locate(invocation.console)
        let settings = try CommandInstance.settings(instance)
        let catalogue = try SQLiteCatalogue(path: instance.cataloguePath(settings))
        let folder = instance.managedFolder(settings) + "/tables"
        do {
            let names = try ObjectNames(catalogue, target.object)
            let files = TableFiles(folder: folder, names: names, wanted: wanted)
            let tables = named(try files.write(path), invocation.value(of: tableName))
            for table in try TableAttaching(target.object, catalogue).attach(tables) {
                try invocation.console.line("OriginalFile:\(table.fileID)")
                try invocation.console.line("FileAnnotation:\(table.annotationID)")
            }
            return .success
        } catch {
            throw failure(error, path)
        }
    }

    /// Of several tables, each has its own name behind the one that is given.
    private static func named(
        _ tables: [TableAttaching.Made],
        _ name: String?
    ) -> [TableAttaching.Made] {
        guard let name else { return tables }
        guard tables.count > 1 else { return tables.map { .init(path: $0.path, name: name) } }
        return tables.map { .init(path: $0.path, name: "\(name) \($0.name)") }
    }

    /// What is wrong with the file or the target is told as such; other errors stay what they are.
    private static func failure(_ error: any Error, _ path: String) -> any Error {
        switch error {
        case is CSVError, is TableError, is ObservationError:
            CommandFailure(.badData, "\(path): \(error)")
        case is RepositoryError, is ImageFormatError: CommandFailure(.badData, "\(error)")
        default: error
        }
    }

    private static func types(_ invocation: Invocation) throws(UsageError) -> [String: ColumnType] {
        var wanted: [String: ColumnType] = [:]
        for text in invocation.values(of: types) {
            guard let mark = text.lastIndex(of: "="),
                let type = ColumnWord.type(String(text[text.index(after: mark)...]))
            else {
                throw .invalidValue(
                    name: types.name,
                    value: text,
                    expected: "COLUMN=TYPE with one of \(ColumnWord.words)",
                    of: invocation.commandName
                )
            }
            wanted[String(text[..<mark])] = type
        }
        return wanted
    }
}
