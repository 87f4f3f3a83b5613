import Repository

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
