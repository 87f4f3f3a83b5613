/// Lists of what lies in other things and has no name: wells, regions of an image, shapes.
package protocol PlaceCatalogue: Sendable {
    /// By column, row and number, of all plates that a filter admits.
    func wells(_ filter: ListFilter, offset: Int, limit: Int) throws -> Listed<WellRecord>
    /// By their numbers.
    ///
    /// - Parameter ownerID: whose regions; nil for all.
    func rois(
        ofImage image: Int,
        ownerID: Int?,
        offset: Int,
        limit: Int
    ) throws -> Listed<RegionRecord>
    /// By their numbers, of all regions that a filter admits.
    func shapes(_ filter: ListFilter, offset: Int, limit: Int) throws -> Listed<PlacedShape>
}

/// A shape with the region it is of.
package struct PlacedShape: Sendable, Equatable {
    package var roiID: Int
    package var ownership: Ownership
    package var record: ShapeRecord
}
