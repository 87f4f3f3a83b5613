import Kernel
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
        help: "Comma-separated values (RFC 4180) with the names of the columns first.",
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
        help: "Name of the table; the file's without .csv when there is none."
    )
    private static let types = OptionDescription.value(
        "--type",
        name: "COLUMN=TYPE",
        help: "Type of a column: \(ColumnWord.words); may be given for several."
    )

    private static let importing = CommandDescription(
        name: "import",
        summary: "make a table of comma-separated values and attach it.",
        details: """
            A first line such as '# header image,d,l,s' gives the types of the columns; without one \
            they follow from the names (Image, Well, Plate, Dataset) and from the values. Names of \
            images, wells, plates and datasets are looked up in the target, and their IDs make a \
            column of their own.
            """,
        examples: [
            .init("omero table import cells.csv --target Dataset:7", "A row for each cell."),
            .init(
                "omero table import wells.csv -T Plate:3 --type Dose=d",
                "One column as numbers, whatever its values look like."
            ),
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
        let source = try File.open(path)
        do {
            let names = try ObjectNames(catalogue, target.object)
            let file = try TableImport(source, names, wanted).write(into: folder)
            let name = invocation.value(of: tableName) ?? defaultName(path)
            let attaching = TableAttaching(target.object, catalogue)
            for table in try attaching.attach([.init(path: file, name: name)]) {
                try invocation.console.line("OriginalFile:\(table.fileID)")
                try invocation.console.line("FileAnnotation:\(table.annotationID)")
            }
            return .success
        } catch let error as CSVError {
            throw CommandFailure(.badData, "\(path): \(error)")
        } catch let error as TableError {
            throw CommandFailure(.badData, "\(path): \(error)")
        } catch let error as RepositoryError {
            throw CommandFailure(.badData, "\(error)")
        }
    }

    private static func defaultName(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lowercased().hasSuffix(".csv") ? String(name.dropLast(4)) : name
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
