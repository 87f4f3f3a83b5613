import Repository

/// OMERO's `--target` in the forms that are taken.
enum ImportTarget {
    static let forms = "Dataset:ID, Dataset:name:NAME, Screen:ID or Screen:name:NAME"

    static func parse(_ text: String) -> ImportOptions.Target? {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch (parts[0], place(parts[1])) {
        case ("Dataset", .id(let id)?): return .dataset(id: id)
        case ("Dataset", .name(let name)?): return .datasetNamed(name)
        case ("Screen", .id(let id)?): return .screen(id: id)
        case ("Screen", .name(let name)?): return .screenNamed(name)
        default: return nil
        }
    }

    private enum Place {
        case id(Int)
        case name(String)
    }

    private static func place(_ text: Substring) -> Place? {
        let mark = "name:"
        if text.hasPrefix(mark) {
            let name = text.dropFirst(mark.count)
            return name.isEmpty ? nil : .name(String(name))
        }
        return Int(text).flatMap { $0 > 0 ? .id($0) : nil }
    }
}
