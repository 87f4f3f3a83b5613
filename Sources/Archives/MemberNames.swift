/// Gives out the names in an archive: no two alike, none that leads out of the folder it is unpacked in.
package struct MemberNames {
    private var taken: Set<String> = []

    package init() {}

    /// The path made safe and unlike all before; `a.tif` becomes `a_(1).tif`.
    ///
    /// Letters of both cases count as the same, as some file systems have it.
    package mutating func unique(_ path: String) -> String {
        let name = Self.safe(path)
        if taken.insert(name.lowercased()).inserted { return name }
        let slash = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        let point = name[slash...].dropFirst().firstIndex(of: ".") ?? name.endIndex
        var number = 1
        while true {
            let other = name[..<point] + "_(\(number))" + name[point...]
            if taken.insert(other.lowercased()).inserted { return String(other) }
            number += 1
        }
    }

    /// The path without a root, without `.` and `..`, and without what some system takes for a slash.
    package static func safe(_ path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
        let name = parts.map(plain).joined(separator: "/")
        return name.isEmpty ? "file" : name
    }

    private static func plain(_ part: Substring) -> String {
        String(
            String.UnicodeScalarView(
                part.unicodeScalars.map { scalar in
                    let isPlain = scalar.value >= 0x20 && scalar != "\\" && scalar.value != 0x7F
                    return isPlain && scalar != ":" ? scalar : "_"
                }
            )
        )
    }
}
