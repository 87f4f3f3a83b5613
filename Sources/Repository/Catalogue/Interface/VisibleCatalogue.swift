/// Images and datasets by their numbers, of what somebody may see.
package protocol VisibleCatalogue: Sendable {
    func imageCount(visibleTo visibility: Visibility) throws -> Int
    func images(after id: Int, limit: Int, visibleTo visibility: Visibility) throws -> [ImageRecord]
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
