package import Pixels

/// How large a thumbnail is to be.
package enum ThumbnailSize: Hashable, Sendable {
    /// Pixels of the longer side; the other follows the image.
    case longestSide(Int)
    /// Exactly so, whatever the image's shape.
    case exactly(PixelSize)

    /// Longest side of a thumbnail that is made; OMERO has no limit.
    package static let sideMax = 2048
    /// What OMERO calls thumb_default_size.
    package static let defaultSide = 96

    /// The size that the path of a request names; nil when it is none, or larger than `sideMax`.
    package init?(width: Int?, height: Int?, defaultSide: Int = ThumbnailSize.defaultSide) {
        let width = width ?? defaultSide
        guard (1...Self.sideMax).contains(width) else { return nil }
        guard let height else {
            self = .longestSide(width)
            return
        }
        guard (1...Self.sideMax).contains(height) else { return nil }
        self = .exactly(PixelSize(width: width, height: height))
    }

    /// The thumbnail's size for an image of at least one pixel.
    ///
    /// The shorter side is cut off to a whole number, as OMERO has it. But it is never cut off to
    /// nothing: OMERO has no thumbnail for an image that is so narrow, here it is one pixel wide.
    package func size(of image: PixelSize) -> PixelSize {
        switch self {
        case .exactly(let size): return size
        case .longestSide(let side):
            let longest = max(image.width, image.height)
            return PixelSize(
                width: max(1, image.width * side / longest),
                height: max(1, image.height * side / longest)
            )
        }
    }
}
