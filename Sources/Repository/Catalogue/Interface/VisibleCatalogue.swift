/// Images and datasets by their numbers, of what somebody may see.
package protocol VisibleCatalogue: Sendable {
    /// - Parameter owner: whose images; nil for everybody's.
    func imageCount(ownedBy owner: Int?, visibleTo visibility: Visibility) throws -> Int
    /// - Parameter owner: whose images; nil for everybody's.
    func images(
        ownedBy owner: Int?,
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [ImageRecord]
    /// Nothing when the dataset itself is not visible.
    func images(
        inDataset dataset: Int,
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [ImageRecord]
    func datasets(
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [DatasetRecord]
}

extension VisibleCatalogue {
    package func imageCount(visibleTo visibility: Visibility) throws -> Int {
        try imageCount(ownedBy: nil, visibleTo: visibility)
    }

    package func images(
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [ImageRecord] {
        try images(ownedBy: nil, after: id, limit: limit, visibleTo: visibility)
    }
}
