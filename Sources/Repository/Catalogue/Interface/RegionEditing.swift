/// Regions changed as viewers do it: some at a time, in one transaction, which also asks whether the
/// actor may.
package protocol RegionEditing: Sendable {
    /// Answers where each new shape is, in their order; the actor owns their regions, which are of
    /// the image's group.
    ///
    /// New regions need the right to annotate the image, everything else the right to change or to
    /// delete the region it is about.
    ///
    /// - Throws: `RepositoryError.noSuchObject` for what is not of that image or not seen,
    ///   `PeopleError.notAllowed`, or `tooMany` changes.
    func change(_ changes: RegionChanges, by actor: Actor) throws -> [PlacedShapeID]
}

/// Regions by the planes of an image that their shapes are on.
package protocol RegionPlanes: Sendable {
    /// Those with a shape on a plane, all of their shapes with them, by their numbers.
    func rois(
        ofImage image: Int,
        on planes: PlaneRange,
        offset: Int,
        limit: Int
    ) throws -> Listed<RegionRecord>
    /// How many shapes say the same of the plane they are on; nil is all sections, or time points.
    func shapePlanes(ofImage image: Int) throws -> [(z: Int?, t: Int?, shapeCount: Int)]
    /// How many regions of the image come before a number, and how many there are.
    func roiPlace(
        _ roi: Int,
        ofImage image: Int,
        on planes: PlaneRange
    ) throws -> (index: Int, count: Int)
}

/// Planes of an image, counted from 0; a shape that is on all of them is on each.
package struct PlaneRange: Sendable, Equatable {
    /// Nil for all sections.
    package var z: ClosedRange<Int>?
    /// Nil for all time points.
    package var t: ClosedRange<Int>?

    package init(z: ClosedRange<Int>? = nil, t: ClosedRange<Int>? = nil) {
        self.z = z
        self.t = t
    }
}
