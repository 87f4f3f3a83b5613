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
            let stored = try attach(file, named: name, to: target.object, catalogue)
            try invocation.console.line("OriginalFile:\(stored.file)")
            try invocation.console.line("FileAnnotation:\(stored.annotation)")
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

    /// The table belongs to whom its target belongs to.
    private static func attach(
        _ path: String,
        named name: String,
        to object: ObjectReference,
        _ catalogue: SQLiteCatalogue
    ) throws -> (file: Int, annotation: Int) {
        guard let ownership = try catalogue.ownership(of: object) else {
            throw RepositoryError.noSuchObject(object)
        }
        let file = try catalogue.createAttachment(
            NewAttachment(
                name: name,
                mediaType: AttachmentRecord.tableMediaType,
                path: path,
                state: FileState(try FileIdentity.of(path: path)),
                ownership: ownership
            )
        )
        let annotation = try catalogue.createAnnotation(
            NewAnnotation(
                .file(file),
                namespace: AnnotationNamespace.bulkAnnotations,
                ownership: ownership
            )
        )
        _ = try catalogue.annotate(object, with: annotation, by: ownership.ownerID)
        return (file, annotation)
    }
}

/// What a table is attached to.
struct TableTarget {
    static let forms = "Project:ID, Dataset:ID, Image:ID, Screen:ID or Plate:ID"

    let object: ObjectReference

    private static let kinds: [Substring: ObjectKind] = [
        "Project": .project, "Dataset": .dataset, "Image": .image, "Screen": .screen,
        "Plate": .plate,
    ]

    init(_ text: String?, _ command: String) throws(UsageError) {
        guard let text else { throw .missingArgument("--target", of: command) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Self.kinds[parts[0]], let id = Int(parts[1]), id > 0
        else {
            throw .invalidValue(name: "--target", value: text, expected: Self.forms, of: command)
        }
        object = ObjectReference(kind, id)
    }
}
