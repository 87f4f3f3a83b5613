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
    package init?(width: Int?, height: Int?) {
        let width = width ?? Self.defaultSide
        guard (1...Self.sideMax).contains(width) else { return nil }
        guard let height else {
            self = .longestSide(width)
            return
        }
        guard (1...Self.sideMax).contains(height) else { return nil }
        self = .exactly(PixelSize(width: width, height: height))
    }

    /// The picture's size for an image; the shorter side is cut off, but never to nothing.
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
