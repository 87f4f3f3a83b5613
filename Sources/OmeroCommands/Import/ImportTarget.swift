import Repository

/// OMERO's `--target` in the forms that are taken.
enum ImportTarget {
    static func parse(_ text: String) -> ImportOptions.Target? {
        let mark = "Dataset:"
        guard text.hasPrefix(mark) else { return nil }
        let rest = text.dropFirst(mark.count)
        let nameMark = "name:"
        if rest.hasPrefix(nameMark) {
            let name = rest.dropFirst(nameMark.count)
            return name.isEmpty ? nil : .datasetNamed(String(name))
        }
        return Int(rest).flatMap { $0 > 0 ? .dataset(id: $0) : nil }
    }
}
