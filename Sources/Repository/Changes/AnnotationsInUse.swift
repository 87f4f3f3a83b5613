import SQLite

/// The annotations of things that are about to go, so that what nobody else bears goes after them.
struct AnnotationsInUse {
    private var annotations: Set<Int> = []
    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// Those of a thing, and of what is removed with it: regions, shapes, the fileset.
    mutating func note(_ object: ObjectReference) throws {
        try note(links(of: object.kind) + " WHERE parent = ?", object.id)
        guard object.kind == .image else { return }
        try note(
            links(of: .roi) + " WHERE parent IN (SELECT id FROM roi WHERE image = ?)",
            object.id
        )
        try note(
            links(of: .shape)
                + " WHERE parent IN (SELECT shape.id FROM roi CROSS JOIN shape"
                + " ON shape.roi = roi.id WHERE roi.image = ?)",
            object.id
        )
        try note(
            links(of: .fileset) + " WHERE parent = (SELECT fileset FROM image WHERE id = ?)",
            object.id
        )
    }

    private mutating func note(_ text: String, _ id: Int) throws {
        annotations.formUnion(try connection.rows(text, id) { try $0.next(Int.self) })
    }

    private func links(of kind: ObjectKind) -> String { "SELECT child FROM \(kind.annotationLink)" }

    /// Of those that were noted and that nothing bears any more.
    ///
    /// - Parameter withShared: also tags, terms and files, which people keep apart from what bears
    ///   them.
    func unused(withShared: Bool) throws -> [Int] {
        let shared = withShared ? "" : " AND type NOT IN ('tag', 'term', 'file')"
        let text = "SELECT id FROM annotation WHERE id = ? AND linkcount = 0\(shared)"
        return try annotations.sorted().filter { id in
            try connection.row(text, id) { try $0.next(Int.self) } != nil
        }
    }
}
