package import Codecs
package import Pixels
import Vectors

/// A picture of opaque colours, row by row.
package struct RenderedPicture: Sendable, Equatable {
    package let size: PixelSize
    /// One word a pixel: red in the lowest byte, then green, then blue; the highest means nothing.
    package let pixels: [UInt32]

    package init(size: PixelSize, pixels: [UInt32]) {
        precondition(pixels.count == size.width * size.height)
        self.size = size
        self.pixels = pixels
    }

    /// Three bytes a pixel: red, green, blue.
    package var rgb: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: pixels.count * 3)
        for (index, pixel) in pixels.enumerated() {
            bytes[index * 3] = UInt8(truncatingIfNeeded: pixel)
            bytes[index * 3 + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
            bytes[index * 3 + 2] = UInt8(truncatingIfNeeded: pixel >> 16)
        }
        return bytes
    }

    /// Baseline JPEG with three components, also of a grey picture.
    ///
    /// - Parameter quality: from 0 to 1.
    package func jpeg(quality: Double) throws(CodecError) -> [UInt8] {
        let picture = SubsampledPicture(pixels.span, width: size.width, height: size.height)
        return try JPEGEncoder.encode(picture, quality: Self.percent(quality))
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
        let picture = SubsampledPicture(rgb: bytes.span, width: size.width, height: size.height)
        return try JPEGEncoder.encode(picture, quality: percent(quality))
    }
}
