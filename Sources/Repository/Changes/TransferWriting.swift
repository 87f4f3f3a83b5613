import SQLite

/// Writes a transfer; part of a transaction that others begin and end.
struct TransferWriting {
    private let contents: Contents
    private let rights: CurrentRights
    private let connection: Connection

    init(_ contents: Contents, _ rights: CurrentRights, _ connection: Connection) {
        self.contents = contents
        self.rights = rights
        self.connection = connection
    }

    func move(toGroup group: Int) throws -> TransferReport {
        var report = report
        let uses = try annotationUses()
        for kind in ObjectKind.movable {
            for id in contents[kind] { try write("group_id", group, kind, id) }
        }
        for link in ObjectLink.allCases { try cut(link, &report) }
        for (annotation, useCount) in uses.sorted(by: { $0.key < $1.key }) {
            try move(annotation, usedBy: useCount, toGroup: group, &report)
        }
        return report
    }

    /// Regions and annotations of others stay theirs.
    func give(to owner: Int) throws -> TransferReport {
        let uses = try annotationUses()
        var formers: Set<Int> = []
        for kind in ObjectKind.movable {
            for id in contents[kind] {
                let object = ObjectReference(kind, id)
                guard let former = try rights.ownership(of: object)?.ownerID else { continue }
                formers.insert(former)
                if kind == .image {
                    let text = "UPDATE roi SET owner_id = ? WHERE image = ? AND owner_id = ?"
                    try connection.run(text, owner, id, former)
                }
                try write("owner_id", owner, kind, id)
            }
        }
        for annotation in uses.keys.sorted() where try isAlone(annotation, uses) {
            for former in formers.sorted() {
                let text = "UPDATE annotation SET owner_id = ? WHERE id = ? AND owner_id = ?"
                try connection.run(text, owner, annotation, former)
                try connection.run(
                    """
                    UPDATE originalfile SET owner_id = ?1 WHERE fileset IS NULL AND owner_id = ?3
                    AND id = (SELECT file FROM annotation WHERE id = ?2 AND owner_id = ?1)
                    """,
                    owner,
                    annotation,
                    former
                )
            }
        }
        return report
    }

    private var report: TransferReport {
        var report = TransferReport()
        for kind in ObjectKind.movable where !contents[kind].isEmpty {
            report.included[kind] = contents[kind]
        }
        return report
    }

    /// Writes a column of a thing, and of an image's fileset; regions go to groups with their image.
    private func write(_ column: String, _ value: Int, _ kind: ObjectKind, _ id: Int) throws {
        try connection.run("UPDATE \(kind.rawValue) SET \(column) = ? WHERE id = ?", value, id)
        guard kind == .image else { return }
        try connection.run(
            "UPDATE fileset SET \(column) = ? WHERE id = (SELECT fileset FROM image WHERE id = ?)",
            value,
            id
        )
        if column == "group_id" {
            try connection.run("UPDATE roi SET group_id = ? WHERE image = ?", value, id)
        }
    }

    /// Removes links between what moved and what stayed.
    private func cut(_ link: ObjectLink, _ report: inout TransferReport) throws {
        let (moved, parents) = (Set(contents[link.child]), Set(contents[link.parent]))
        for child in moved.sorted() {
            let text = "SELECT parent FROM \(link.table) WHERE child = ?"
            for parent in try connection.rows(text, child, read: { try $0.next(Int.self) })
            where !parents.contains(parent) {
                try remove(link, parent, child)
                report.parents.insert(ObjectReference(link.parent, parent))
            }
        }
        for parent in parents.sorted() {
            let text = "SELECT child FROM \(link.table) WHERE parent = ?"
            for child in try connection.rows(text, parent, read: { try $0.next(Int.self) })
            where !moved.contains(child) {
                try remove(link, parent, child)
                report.children.insert(ObjectReference(link.child, child))
            }
        }
    }

    private func remove(_ link: ObjectLink, _ parent: Int, _ child: Int) throws {
        let text = "DELETE FROM \(link.table) WHERE parent = ? AND child = ?"
        try connection.run(text, parent, child)
    }
}

// What is said of things goes with them where nothing else bears it.
extension TransferWriting {
    /// Tables of links with a condition that finds those of one thing of a kind.
    private static func linksOfParts(_ kind: ObjectKind) -> [(table: String, condition: String)] {
        var found = [(kind.annotationLink, "parent = ?1")]
        func add(_ part: ObjectKind, _ query: String) {
            found.append((part.annotationLink, "parent IN (\(query))"))
        }
        switch kind {
        case .image:
            add(.roi, "SELECT id FROM roi WHERE image = ?1")
            add(
                .shape,
                "SELECT shape.id FROM roi CROSS JOIN shape ON shape.roi = roi.id"
                    + " WHERE roi.image = ?1"
            )
            // A fileset's links count once: with its first image.
            add(
                .fileset,
                "SELECT fileset FROM image WHERE id = ?1 AND series ="
                    + " (SELECT min(series) FROM image AS other WHERE other.fileset = image.fileset)"
            )
        case .plate:
            add(.plateAcquisition, "SELECT id FROM plateacquisition WHERE plate = ?1")
            add(.well, "SELECT id FROM well WHERE plate = ?1")
        default: break
        }
        return found
    }

    /// How often each annotation is linked to what moves.
    private func annotationUses() throws -> [Int: Int] {
        var uses: [Int: Int] = [:]
        for kind in ObjectKind.movable {
            for (table, condition) in Self.linksOfParts(kind) {
                let text = "SELECT child FROM \(table) WHERE \(condition)"
                for id in contents[kind] {
                    for annotation in try connection.rows(text, id, read: { try $0.next(Int.self) })
                    { uses[annotation, default: 0] += 1 }
                }
            }
        }
        return uses
    }

    private func isAlone(_ annotation: Int, _ uses: [Int: Int]) throws -> Bool {
        let count = try connection.row("SELECT linkcount FROM annotation WHERE id = ?", annotation)
        { try $0.next(Int.self) }
        return count == uses[annotation]
    }

    /// Takes an annotation along, or off everything that moves.
    private func move(
        _ annotation: Int,
        usedBy useCount: Int,
        toGroup group: Int,
        _ report: inout TransferReport
    ) throws {
        let object = ObjectReference(.annotation, annotation)
        if try isAlone(annotation, [annotation: useCount]), try rights.allow(.changeGroup, object) {
            try connection.run("UPDATE annotation SET group_id = ? WHERE id = ?", group, annotation)
            try connection.run(
                """
                UPDATE originalfile SET group_id = ?1 WHERE fileset IS NULL
                AND id = (SELECT file FROM annotation WHERE id = ?2)
                """,
                group,
                annotation
            )
            return
        }
        report.annotations.insert(annotation)
        for kind in ObjectKind.movable {
            for (table, condition) in Self.linksOfParts(kind) {
                let text = "DELETE FROM \(table) WHERE \(condition) AND child = ?2"
                for id in contents[kind] { try connection.run(text, id, annotation) }
            }
        }
    }
}
