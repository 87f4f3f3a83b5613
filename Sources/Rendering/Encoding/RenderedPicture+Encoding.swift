import Codecs
import Pixels

extension RenderedPicture {
    /// The picture in a format, with three components also where it is grey.
    package func encoded(_ format: PictureFormat) throws -> [UInt8] {
        try format.requireRoom(for: size)
        return switch format {
        case .jpeg(let quality): try jpeg(quality: quality)
        case .png:
            try PNG.encode(rgb, width: size.width, height: size.height, samplesPerPixel: 3)
        case .tiff: try TIFF.encode(rgb, width: size.width, height: size.height)
        case .webp(let quality):
            try WebP.encode(
                rgb,
                width: size.width,
                height: size.height,
                quality: Self.percent(quality)
            )
        }
    }

    static func percent(_ quality: Double) -> Int {
        Int((min(max(quality, 0), 1) * 100).rounded())
    }
}
