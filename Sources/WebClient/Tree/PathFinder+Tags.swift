import Repository

extension PathFinder {
    /// Through the sets a tag is in; a tag in none of them lies below its owner.
    func pathsToTag() throws -> [[TreeStep]] {
        guard let tag = wanted.tag else {
            return try wanted.tagSet.map { try path(to: $0, as: "tagset") } ?? []
        }
        guard try visibleTag(tag) != nil else { return [] }
        let sets = try catalogue.annotated(.annotation, by: tag, after: 0, limit: Tree.itemsMax)
            .filter { wanted.tagSet == nil || wanted.tagSet == $0 }
            .compactMap(visibleTag).filter { wanted.admits(owner: $0.ownership.ownerID) }
        guard sets.isEmpty else {
            return sets.map { set in
                [
                    TreeStep("experimenter", set.ownership.ownerID),
                    TreeStep("tagset", set.id), TreeStep("tag", tag),
                ]
            }
        }
        return try path(to: tag, as: "tag")
    }

    private func path(to tag: Int, as type: String) throws -> [[TreeStep]] {
        guard let record = try visibleTag(tag), wanted.admits(owner: record.ownership.ownerID)
        else { return [] }
        return [[TreeStep("experimenter", record.ownership.ownerID), TreeStep(type, tag)]]
    }

    /// Nil for other annotations.
    private func visibleTag(_ id: Int) throws -> AnnotationRecord? {
        guard let record = try catalogue.annotation(id), record.value.type == .tag,
            admits(record.ownership)
        else { return nil }
        return record
    }
}
