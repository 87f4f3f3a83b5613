/// What is to be deleted, and what goes with it.
package struct Deletion: Sendable, Equatable {
    package var objects: [ObjectReference]
    /// Whether what only these containers hold goes with them.
    package var withContents: Bool
    /// Whether tags, terms and files that nothing else bears go as well.
    ///
    /// Comments, ratings, key-value pairs and their like always do.
    package var withSharedAnnotations: Bool

    package init(
        _ objects: [ObjectReference],
        withContents: Bool = false,
        withSharedAnnotations: Bool = false
    ) {
        self.objects = objects
        self.withContents = withContents
        self.withSharedAnnotations = withSharedAnnotations
    }
}

/// How a deletion is done: image by image first, and then what held them.
package struct DeletionPlan: Sendable, Equatable {
    /// Whole filesets in each.
    package var imageBatches: [[Int]]
    /// Those that others hold come before those that hold them.
    package var objects: [ObjectReference]

    /// Images of a batch: a transaction that keeps other writers waiting some hundredths of a second.
    package static let batchImages = 250
}
