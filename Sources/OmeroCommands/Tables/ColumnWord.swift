import Tables

/// How types of columns are written: in short as OMERO.metadata does, or by OMERO's names.
enum ColumnWord {
    static let words = "s, l, d, b, image, dataset, project, plate, well, roi, file"

    private static let short: [String: ColumnType] = [
        "s": .string, "l": .long, "d": .double, "b": .boolean, "image": .image,
        "dataset": .dataset, "project": .project, "plate": .plate, "well": .well, "roi": .roi,
        "file": .file,
    ]

    static func type(_ word: String) -> ColumnType? {
        if let type = short[word.lowercased()] { return type }
        let type = ColumnType(rawValue: word) ?? ColumnType(rawValue: word + "Column")
        return type?.isArray == true ? nil : type
    }

    /// The type that the name of a column tells, and whether its cells are names; nil for none.
    static func meaning(_ name: String) -> (type: ColumnType, hasNames: Bool)? {
        let words = name.lowercased().split { $0 == " " || $0 == "_" }
        guard let first = words.first, words.count <= 2,
            let type = short[String(first)], type.isObject
        else { return nil }
        switch words.dropFirst().first {
        case nil, "id": return (type, false)
        case "name": return (type, true)
        default: return nil
        }
    }

    /// `Image` of `Image Name`: the column of numbers beside one of names.
    static func withoutName(_ name: String) -> String {
        let ending = " name"
        return name.lowercased().hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
    }
}

extension ColumnType {
    /// Whether its cells are numbers of things in the repository.
    var isObject: Bool {
        switch self {
        case .image, .dataset, .project, .plate, .well, .roi, .file: true
        default: false
        }
    }
}
