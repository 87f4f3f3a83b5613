/// The files an import passed over because of their kind, as people want to read them.
enum SkippedFiles {
    /// Lines that name them; the rest is a number.
    static let linesMax = 40

    /// A line for each file, and one for a whole folder whose name says that it is a format of its own.
    static func lines(_ paths: [String]) -> [String] {
        var groups: [(name: String, count: Int)] = []
        var places: [String: Int] = [:]
        for path in paths {
            let name = name(of: path)
            if let place = places[name] {
                groups[place].count += 1
            } else {
                places[name] = groups.count
                groups.append((name, 1))
            }
        }
        let shown = groups.prefix(linesMax).map { name, count in
            "skipped, not a format this program reads: \(name)"
                + (count > 1 ? " (\(count) files)" : "")
        }
        let rest = groups.count - shown.count
        return rest > 0 ? shown + ["skipped: \(rest) more"] : shown
    }

    /// The folder that is one image as a whole, such as `a.zarr`, else the path itself.
    private static func name(of path: String) -> String {
        let words = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let place = words.firstIndex(where: { $0.lowercased().hasSuffix(".zarr") }) else {
            return path
        }
        return words[...place].joined(separator: "/")
    }
}
