package import Pixels

/// A region of interest: shapes that mark one thing in an image.
package struct RegionRecord: Sendable, Equatable {
    package var id: Int
    package var imageID: Int
    package var name: String?
    package var description: String?
    package var ownership: Ownership
    /// Seconds since 1970.
    package var createdSeconds: Int
    /// By their numbers.
    package var shapes: [ShapeRecord]
}

/// A region that is to be made.
package struct NewRegion: Sendable, Equatable {
    package var imageID: Int
    package var name: String?
    package var description: String?
    package var ownership: Ownership
    package var shapes: [Shape]

    package init(
        imageID: Int,
        name: String? = nil,
        description: String? = nil,
        ownership: Ownership,
        shapes: [Shape]
    ) {
        self.imageID = imageID
        self.name = name
        self.description = description
        self.ownership = ownership
        self.shapes = shapes
    }
}

package struct ShapeRecord: Sendable, Equatable {
    package var id: Int
    package var shape: Shape
}
