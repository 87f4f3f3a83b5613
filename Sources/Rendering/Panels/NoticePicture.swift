package import Codecs
import Pixels

/// A square picture that says something, in the place of one that is not made.
package enum NoticePicture {
    private static let side = 250
    private static let scale = 2

    /// White on nearly black, a line below the other.
    package static func jpeg(_ lines: [String]) throws(CodecError) -> [UInt8] {
        var canvas = Canvas(size: PixelSize(width: side, height: side), color: 0x000005)
        for (index, line) in lines.enumerated() {
            let width = line.count * BitmapFont.advance * scale
            canvas.write(
                line,
                x: max(0, (side - width) / 2),
                y: side / 2 + (2 * index - lines.count) * 12,
                scale: scale,
                color: 0xFF_FFFF
            )
        }
        return try canvas.picture.jpeg(quality: RenderingQuery.defaultQuality)
    }
}
