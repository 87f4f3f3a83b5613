import SQLite

extension MarkTransaction {
    func tag(_ objects: [ObjectReference], _ choice: TagChoice) throws -> TagChanges {
        guard let group = try group(of: objects) else { return TagChanges() }
        let given = try tagsGiven(toAll: objects)
        let wanted = Set(choice.tags)
        var changes = TagChanges(
            added: wanted.subtracting(given).sorted(),
            removed: given.subtracting(wanted).sorted()
        )
        for tag in changes.added { try link(tag, of: .tag, to: objects, inGroup: group) }
        changes.new = try choice.newTags.map { new in
            let tag = try find(new, inGroup: group) ?? insert(new, inGroup: group)
            try link(tag, to: objects)
            return tag
        }
        for tag in changes.removed where !changes.new.contains(tag) {
            for object in objects { try unlink(tag, from: object) }
        }
        return changes
    }

    /// The tags that the actor himself gave each of some things.
    private func tagsGiven(toAll objects: [ObjectReference]) throws -> Set<Int> {
        let given = try objects.map { object in
            let text = """
                SELECT annotation.id FROM \(object.kind.annotationLink) AS link
                CROSS JOIN annotation ON annotation.id = link.child
                WHERE link.parent = ? AND link.owner_id = ? AND type = 'tag'
                """
            return try Set(
                connection.rows(text, object.id, actor.userID) { try $0.next(Int.self) }
            )
        }
        guard let first = given.first else { return [] }
        return given.dropFirst().reduce(first) { $0.intersection($1) }
    }

    /// A tag of that text and description which the actor may use, his own before others'.
    private func find(_ tag: TagChoice.NewTag, inGroup group: Int) throws -> Int? {
        let text = """
            SELECT id FROM annotation INDEXED BY annotation_group
            WHERE group_id = ?1 AND type = 'tag' AND textvalue = ?2 AND ns IS NULL
            AND coalesce(description, '') = ?3
            ORDER BY owner_id <> ?4, id
            """
        let found = try connection.rows(text, group, tag.text, tag.description, actor.userID) {
            try $0.next(Int.self)
        }
        return try found.first { try rights.allow(.annotate, ObjectReference(.annotation, $0)) }
    }

    private func insert(_ tag: TagChoice.NewTag, inGroup group: Int) throws -> Int {
        let id = try insert(tag: tag.text, tag.description, inGroup: group)
        guard let setID = tag.setID else { return id }
        let set = try requireSet(setID)
        guard try self.group(of: [set]) == group else {
            throw PeopleError.notAllowed("put a tag into a set of another group")
        }
        try link(id, to: [set])
        return id
    }

    /// A tag of its own, in no set.
    func insert(
        tag text: String,
        _ description: String,
        namespace: String? = nil,
        inGroup group: Int
    ) throws -> Int {
        let mark = NewMark(.value(.tag(text)), namespace: namespace)
        let description = description.isEmpty ? nil : description
        return try insert(mark, inGroup: group, description: description)
    }

    /// A tag that holds tags.
    func requireSet(_ id: Int) throws -> ObjectReference {
        let set = try require(id, .tag)
        let text = "SELECT ns FROM annotation WHERE id = ?"
        let namespace = try connection.row(text, id) { try $0.next(String?.self) }
        guard namespace == AnnotationNamespace.tagSet else {
            throw RepositoryError.noSuchObject(set)
        }
        return set
    }
}
