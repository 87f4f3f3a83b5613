import Codecs
import Pixels

/// How a picture is encoded for the client.
package enum PictureFormat: Hashable, Sendable {
    /// Quality from 0 to 1.
    case jpeg(quality: Double)
    case png
    /// Uncompressed.
    case tiff
    /// Quality from 0 to 1.
    case webp(quality: Double)

    /// The format that the parameter `format` names; nil for one there is not.
    package init?(name: String?, quality: Double) {
        switch name {
        case nil, "jpeg": self = .jpeg(quality: quality)
        case "png": self = .png
        case "tif": self = .tiff
        case "webp": self = .webp(quality: quality)
        default: return nil
        }
    }

    package var mediaType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .tiff: "image/tiff"
        case .webp: "image/webp"
        }
    }

    /// Tells a picture that the format has no room for from one that cannot be encoded.
    func requireRoom(for size: PixelSize) throws(RenderingError) {
        guard max(size.width, size.height) <= sideMax else {
            throw .tooLongSide(width: size.width, height: size.height, limit: sideMax)
        }
    }

    /// The longest side that the format, or its library, has room for.
    var sideMax: Int {
        switch self {
        case .jpeg: 65_500
        case .png, .tiff: Int(Int32.max)
        case .webp: WebP.sideMax
        }
    }
}
