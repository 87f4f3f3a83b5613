import Repository

/// OMERO's `--target` in the forms that are taken.
enum ImportTarget {
    static let forms =
        "Dataset:ID, Dataset:name:NAME, Project:name:NAME/Dataset:name:NAME, Screen:ID or"
        + " Screen:name:NAME"

    static func parse(_ text: String) -> ImportOptions.Target? {
        if let target = inProject(text) { return target }
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

    /// A project and a dataset in it, both by name; the last `/Dataset:name:` parts them.
    private static func inProject(_ text: String) -> ImportOptions.Target? {
        let (start, mark) = ("Project:name:", "/Dataset:name:")
        guard text.hasPrefix(start), let place = text.ranges(of: mark).last else { return nil }
        let project = text[..<place.lowerBound].dropFirst(start.count)
        let dataset = text[place.upperBound...]
        guard !project.isEmpty, !dataset.isEmpty else { return nil }
        return .datasetIn(project: String(project), dataset: String(dataset))
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
