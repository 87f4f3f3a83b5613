import SQLite

extension MarkTransaction {
    /// Writes the actor's own rating of one thing; another thing that shares it keeps what it had.
    func rate(_ object: ObjectReference, _ rating: Int) throws {
        guard let group = try group(of: [object]) else { return }
        for own in try ratings(of: object) {
            try unlink(own.id, from: object)
            if own.linkCount == 1, own.ownerID == actor.userID {
                try connection.run("DELETE FROM annotation WHERE id = ?", own.id)
                try log(.delete, ObjectReference(.annotation, own.id))
            }
        }
        guard rating > 0 else { return }
        let mark = NewMark(.value(.long(rating)), namespace: AnnotationNamespace.rating)
        try link(insert(mark, inGroup: group), to: [object])
    }

    /// Those the actor linked.
    private func ratings(
        of object: ObjectReference
    ) throws -> [(id: Int, linkCount: Int, ownerID: Int)] {
        let text = """
            SELECT annotation.id, linkcount, annotation.owner_id
            FROM \(object.kind.annotationLink) AS link
            CROSS JOIN annotation ON annotation.id = link.child
            WHERE link.parent = ? AND link.owner_id = ? AND type = 'long' AND ns = ?
            """
        return try connection.rows(text, object.id, actor.userID, AnnotationNamespace.rating) {
            (id: try $0.next(), linkCount: try $0.next(), ownerID: try $0.next())
        }
    }
}
