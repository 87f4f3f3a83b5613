package import Pixels

/// The part of an image that a thumbnail of a shape shows: OMERO's, three to two, one and a half
/// times as large as the shape and no smaller than the thumbnail.
package struct ShapeFrame: Hashable, Sendable {
    /// In pixels of the image; it may reach beyond the image's edges.
    package let region: Region

    /// Width of the thumbnail.
    package static let width = 250
    /// OMERO's max_plane_width and max_plane_height: no larger region is read.
    package static let sideMax = 3192
    /// Farther from the first pixel lies nothing that could be shown.
    private static let distanceMax = 1e9

    /// Nil when the region would be larger than `sideMax`.
    package init?(around outline: ShapeOutline) {
        let (x, y, width, height) = outline.bounds
        let needed = max(width, height * 3 / 2)
        let sides = (width: needed * 1.5, height: needed * 2 / 3 * 1.5)
        guard sides.width <= Double(Self.sideMax), abs(x) <= Self.distanceMax,
            abs(y) <= Self.distanceMax
        else { return nil }
        let isSmall = Int(sides.width) < Self.width
        let size = PixelSize(
            width: isSmall ? Self.width : Int(sides.width),
            height: isSmall ? Self.width * 2 / 3 : Int(sides.height)
        )
        region = Region(
            x: Int((x - (Double(size.width) - width) / 2).rounded(.down)),
            y: Int((y - (Double(size.height) - height) / 2).rounded(.down)),
            width: size.width,
            height: size.height
        )
    }

    /// The thumbnail's size.
    package var output: PixelSize {
        PixelSize(width: Self.width, height: region.height * Self.width / region.width)
    }
}
