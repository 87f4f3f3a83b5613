import Codecs
package import Pixels

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

    /// Baseline JPEG of three bytes a pixel, which need no rendering.
    ///
    /// - Parameter quality: from 0 to 1.
    package static func jpeg(
        ofRGB bytes: [UInt8],
        size: PixelSize,
        quality: Double
    ) throws -> [UInt8] {
        try PictureFormat.jpeg(quality: quality).requireRoom(for: size)
        return try JPEG.encode(
            bytes,
            width: size.width,
            height: size.height,
            samplesPerPixel: 3,
            quality: percent(quality)
        )
    }

    static func percent(_ quality: Double) -> Int {
        Int((min(max(quality, 0), 1) * 100).rounded())
    }
}
