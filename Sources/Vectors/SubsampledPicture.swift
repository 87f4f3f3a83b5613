import CVectors

/// A picture as JPEG keeps it: light for each pixel, and two chromas for each square of four.
///
/// The weights are those of JFIF. libjpeg-turbo would do the same within one level, but takes
/// twice as long for it, a fifth of the time it needs for a picture.
package struct SubsampledPicture: Sendable {
    package let width: Int
    package let height: Int
    /// The light, then the blue chroma, then the red one.
    ///
    /// The light has rows of `width` bytes; both their length and their number are made even. The
    /// chromas have half as many rows of half as many bytes.
    package let bytes: [UInt8]

    /// - Parameter pixels: one word each, red the lowest byte, then green, then blue.
    package init(_ pixels: Span<UInt32>, width: Int, height: Int) {
        unsafe self.init(pixels, width, height, elements: 1, cvectors_write_ycc_words)
    }

    /// - Parameter bytes: three a pixel: red, green, blue.
    package init(rgb bytes: Span<UInt8>, width: Int, height: Int) {
        unsafe self.init(bytes, width, height, elements: 3, cvectors_write_ycc_triples)
    }

    /// The loop for two rows of so many pixels.
    @unsafe private typealias Loop<Element> = (
        UnsafePointer<Element>, UnsafePointer<Element>, Int, UnsafePointer<cvectors_ycc>
    ) -> Void

    /// - Parameter elements: of each pixel.
    @unsafe private init<Element>(
        _ pixels: Span<Element>,
        _ width: Int,
        _ height: Int,
        elements: Int,
        _ loop: Loop<Element>
    ) {
        precondition(width > 0 && height > 0 && pixels.count == width * height * elements)
        self.width = width
        self.height = height
        let count = 6 * ((width + 1) / 2) * ((height + 1) / 2)
        // All of them are written: clearing them first would take time for nothing.
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { target, written in
            unsafe pixels.withUnsafeBufferPointer { pixels in
                guard let from = pixels.baseAddress, let to = target.baseAddress else { return }
                unsafe Self.convert(from, rowElements: width * elements, width, height, to, loop)
                written = count
            }
        }
    }

    @unsafe private static func convert<Element>(
        _ pixels: UnsafePointer<Element>,
        rowElements: Int,
        _ width: Int,
        _ height: Int,
        _ luma: UnsafeMutablePointer<UInt8>,
        _ loop: Loop<Element>
    ) {
        let (columns, rows) = ((width + 1) / 2, (height + 1) / 2)
        for row in 0..<rows {
            let upper = unsafe pixels + 2 * row * rowElements
            // The last row of an odd number stands for the one beyond the edge, too.
            let isLast = 2 * row + 1 == height
            let lower = unsafe isLast ? upper : upper + rowElements
            let blue = unsafe luma + (4 * rows + row) * columns
            var target = unsafe cvectors_ycc(
                upper_luma: luma + 4 * row * columns,
                lower_luma: luma + (4 * row + 2) * columns,
                blue: blue,
                red: blue + rows * columns
            )
            unsafe loop(upper, lower, width, &target)
        }
    }
}
