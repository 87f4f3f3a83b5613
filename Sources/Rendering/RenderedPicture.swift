package import Codecs
package import Pixels

/// A picture of opaque colours, row by row.
package struct RenderedPicture: Sendable, Equatable {
    package let size: PixelSize
    /// One word a pixel: red in the lowest byte, then green, then blue; the highest means nothing.
    package let pixels: [UInt32]

    package init(size: PixelSize, pixels: [UInt32]) {
        self.size = size
        self.pixels = pixels
    }

    /// - Parameter quality: from 0 to 1.
    package func jpeg(quality: Double) throws(CodecError) -> [UInt8] {
        try JPEG.encode(
            pixels,
            width: size.width,
            height: size.height,
            quality: Int((min(max(quality, 0), 1) * 100).rounded())
        )
    }
}
