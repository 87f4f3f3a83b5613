package import Pixels

/// Regions of interest.
///
/// `ObjectCatalogue` deletes regions with their shapes, and shapes alone.
package protocol RegionCatalogue: Sendable {
    func roi(_ id: Int) throws -> RegionRecord?
    /// By their numbers; every reader of the image may see them, as OMERO has it.
    func rois(ofImage image: Int, offset: Int, limit: Int) throws -> Listed<RegionRecord>
    /// By their numbers.
    func rois(_ filter: ListFilter, offset: Int, limit: Int) throws -> Listed<RegionRecord>
    func roiCount(ofImage image: Int) throws -> Int
    func shape(_ id: Int) throws -> (roiID: Int, record: ShapeRecord)?

    /// Answers the id of the new region.
    ///
    /// - Throws: `RepositoryError.noSuchObject` without the image, `tooMany` shapes.
    func createROI(_ roi: NewRegion) throws -> Int
    /// Adds a shape to a region; answers its id.
    ///
    /// - Throws: `RepositoryError.noSuchObject` without the region.
    func addShape(_ shape: Shape, toROI roi: Int, by userID: Int) throws -> Int
    /// - Throws: `RepositoryError.noSuchObject`.
    func updateShape(_ id: Int, to shape: Shape, by userID: Int) throws
}
