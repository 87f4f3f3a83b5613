import Pixels

/// A picture that others and texts are drawn on.
struct Canvas {
    private let size: PixelSize
    private var pixels: [UInt32]

    init(size: PixelSize, color: UInt32) {
        self.size = size
        pixels = [UInt32](repeating: color, count: size.width * size.height)
    }

    init(_ picture: RenderedPicture) {
        size = picture.size
        pixels = picture.pixels
    }

    var picture: RenderedPicture { RenderedPicture(size: size, pixels: pixels) }

    /// Draws a picture that must fit.
    mutating func draw(_ other: Canvas, at origin: (x: Int, y: Int)) {
        let width = other.size.width
        for row in 0..<other.size.height {
            let start = (origin.y + row) * size.width + origin.x
            let source = row * width
            pixels.replaceSubrange(
                start..<(start + width),
                with: other.pixels[source..<(source + width)]
            )
        }
    }

    /// Writes one line; what does not fit is cut off.
    mutating func write(_ text: String, x: Int, y: Int, scale: Int, color: UInt32) {
        var left = x
        for character in text {
            if left >= size.width { return }
            for (row, column) in BitmapFont.dots(of: character) {
                fill(left + column * scale, y + row * scale, side: scale, color)
            }
            left += BitmapFont.advance * scale
        }
    }

    /// Fills a square; what does not fit is cut off.
    mutating func fill(_ x: Int, _ y: Int, side: Int, _ color: UInt32) {
        guard x < size.width, y < size.height, x + side > 0, y + side > 0 else { return }
        for row in max(y, 0)..<min(y + side, size.height) {
            for column in max(x, 0)..<min(x + side, size.width) {
                pixels[row * size.width + column] = color
            }
        }
    }
}
