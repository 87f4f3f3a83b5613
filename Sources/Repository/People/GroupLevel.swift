/// How far the members of a group may go with each other's data, the least first.
///
/// Raw values are those of OMERO's web forms.
package enum GroupLevel: Int, Sendable, CaseIterable, Comparable {
    case isPrivate
    case readOnly
    case readAnnotate
    case readWrite

    /// As permissions are written: two letters each for the owner, the group and the world.
    package var text: String {
        switch self {
        case .isPrivate: "rw----"
        case .readOnly: "rwr---"
        case .readAnnotate: "rwra--"
        case .readWrite: "rwrw--"
        }
    }

    /// The level's name on OMERO's command line.
    package var name: String {
        switch self {
        case .isPrivate: "private"
        case .readOnly: "read-only"
        case .readAnnotate: "read-annotate"
        case .readWrite: "read-write"
        }
    }

    /// Nil for anything but the four texts; what the world may is never more than nothing.
    package init?(text: String) {
        guard let level = Self.allCases.first(where: { $0.text == text }) else { return nil }
        self = level
    }

    package init?(name: String) {
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    package static func < (a: GroupLevel, b: GroupLevel) -> Bool { a.rawValue < b.rawValue }
}
