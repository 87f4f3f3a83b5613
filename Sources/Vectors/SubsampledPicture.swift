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
        precondition(width > 0 && height > 0 && pixels.count == width * height)
        self.width = width
        self.height = height
        let (columns, rows) = ((width + 1) / 2, (height + 1) / 2)
        unsafe luma = Self.bytes(4 * columns * rows) { luma in
            unsafe blue = Self.bytes(columns * rows) { blue in
                unsafe red = Self.bytes(columns * rows) { red in
                    let target = unsafe cvectors_ycc(
                        upper_luma: luma,
                        lower_luma: luma + 2 * columns,
                        blue: blue,
                        red: red
                    )
                    unsafe pixels.withUnsafeBufferPointer { pixels in
                        guard let pixels = pixels.baseAddress else { return }
                        unsafe Self.convert(pixels, width, height, into: target)
                    }
                }
            }
        }
    }

    /// The last row of an odd number of them stands for the one that is beyond the edge, too.
    @unsafe private static func convert(
        _ pixels: UnsafePointer<UInt32>,
        _ width: Int,
        _ height: Int,
        into target: cvectors_ycc
    ) {
        var target = unsafe target
        let columns = (width + 1) / 2
        for row in stride(from: 0, to: height, by: 2) {
            let upper = unsafe pixels + row * width
            let lower = unsafe row + 1 < height ? upper + width : upper
            unsafe cvectors_write_ycc(upper, lower, width, &target)
            unsafe target.upper_luma += 4 * columns
            unsafe target.lower_luma += 4 * columns
            unsafe target.blue += columns
            unsafe target.red += columns
        }
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
