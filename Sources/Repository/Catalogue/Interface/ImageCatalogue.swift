/// Images, one by one and in lists.
///
/// Pages by number follow on the last id of the page before: they cost the same anywhere in the
/// list, and nothing is shown twice when others add.
package protocol ImageCatalogue: Sendable {
    /// Without its place.
    func image(_ id: Int) throws -> ImageRecord?
    func place(ofImage id: Int) throws -> ImagePlace
    func imageCount() throws -> Int
    /// The images with the next higher ids, in their order.
    func images(after id: Int, limit: Int) throws -> [ImageRecord]
    func images(inDataset dataset: Int, after id: Int, limit: Int) throws -> [ImageRecord]

    /// By name.
    func images(_ filter: ListFilter, _ page: ListPage) throws -> Listed<ImageRecord>
    /// By name; nil when there is no such dataset.
    ///
    /// - Parameter ownerID: whose images; nil for all.
    func images(
        inDataset dataset: Int,
        ownerID: Int?,
        _ page: ListPage
    ) throws -> Listed<ImageRecord>?

    /// A number that differs from the last answer when anything was changed, by any process.
    func changeCounter() throws -> Int
}
