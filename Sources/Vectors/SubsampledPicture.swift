import CVectors

/// A picture as JPEG keeps it: light for each pixel, and two chromas for each square of four.
///
/// The weights are those of JFIF. libjpeg-turbo would do the same within one level, but takes
/// twice as long for it, a fifth of the time it needs for a picture.
package struct SubsampledPicture: Sendable {
    package let width: Int
    package let height: Int
    /// Rows of `width` bytes; both their length and their number are made even.
    package private(set) var luma: [UInt8] = []
    /// Half as many rows of half as many bytes.
    package private(set) var blue: [UInt8] = []
    package private(set) var red: [UInt8] = []

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
        let (columns, rows) = ((width + 1) / 2, (height + 1) / 2)
        unsafe luma = Self.bytes(4 * columns * rows) { luma in
            unsafe blue = Self.bytes(columns * rows) { blue in
                unsafe red = Self.bytes(columns * rows) { red in
                    var target = unsafe cvectors_ycc(
                        upper_luma: luma,
                        lower_luma: luma + 2 * columns,
                        blue: blue,
                        red: red
                    )
                    unsafe pixels.withUnsafeBufferPointer { pixels in
                        guard let pixels = pixels.baseAddress else { return }
                        for row in stride(from: 0, to: height, by: 2) {
                            let upper = unsafe pixels + row * width * elements
                            // The last row of an odd number stands for the one beyond the edge, too.
                            let isLast = row + 1 == height
                            let lower = unsafe isLast ? upper : upper + width * elements
                            unsafe loop(upper, lower, width, &target)
                            unsafe Self.moveOn(&target, columns)
                        }
                    }
                }
            }
        }
    }

    @unsafe private static func moveOn(_ target: inout cvectors_ycc, _ columns: Int) {
        unsafe target.upper_luma += 4 * columns
        unsafe target.lower_luma += 4 * columns
        unsafe target.blue += columns
        unsafe target.red += columns
    }

    /// As many bytes, all of which are written: clearing them first would take time for nothing.
    @unsafe private static func bytes(
        _ count: Int,
        _ write: (UnsafeMutablePointer<UInt8>) -> Void
    ) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { target, written in
            guard let start = target.baseAddress else { return }
            unsafe write(start)
            written = count
        }
    }
}
