import Testing

@testable import Vectors

/// The formulas of JFIF in floating point are the measure.
@Suite struct `A picture as JPEG keeps it` {
    static let sizes = [(1, 1), (2, 2), (3, 5), (31, 2), (32, 3), (33, 17), (64, 64), (101, 4)]

    /// Colours far apart next to each other.
    private func pixels(_ count: Int) -> [UInt32] {
        (0..<count).map { UInt32(truncatingIfNeeded: $0 &* 0x9E37_79B9 ^ $0 &* $0 &* 77) }
    }

    private struct Colour {
        let red: Double
        let green: Double
        let blue: Double

        init(_ pixel: UInt32) {
            red = Double(pixel & 255)
            green = Double(pixel >> 8 & 255)
            blue = Double(pixel >> 16 & 255)
        }

        var luma: Double { 0.299 * red + 0.587 * green + 0.114 * blue }
        var blueChroma: Double { 128 - 0.168736 * red - 0.331264 * green + 0.5 * blue }
        var redChroma: Double { 128 + 0.5 * red - 0.418688 * green - 0.081312 * blue }
    }

    @Test(arguments: sizes) func `each pixel has its light, also those added at the edges`(
        width: Int,
        height: Int
    ) {
        let pixels = pixels(width * height)
        let picture = SubsampledPicture(pixels.span, width: width, height: height)
        let (columns, rows) = ((width + 1) / 2 * 2, (height + 1) / 2 * 2)
        #expect(picture.luma.count == columns * rows)
        for y in 0..<rows {
            for x in 0..<columns {
                let pixel = pixels[min(y, height - 1) * width + min(x, width - 1)]
                #expect(abs(Double(picture.luma[y * columns + x]) - Colour(pixel).luma) <= 0.52)
            }
        }
    }

    @Test(arguments: sizes) func `each square of four has the mean of their chromas`(
        width: Int,
        height: Int
    ) {
        let pixels = pixels(width * height)
        let picture = SubsampledPicture(pixels.span, width: width, height: height)
        let (columns, rows) = ((width + 1) / 2, (height + 1) / 2)
        #expect(picture.blue.count == columns * rows)
        #expect(picture.red.count == columns * rows)
        for y in 0..<rows {
            for x in 0..<columns {
                let square = [(0, 0), (1, 0), (0, 1), (1, 1)].map { dx, dy in
                    let place = (min(2 * x + dx, width - 1), min(2 * y + dy, height - 1))
                    return Colour(pixels[place.1 * width + place.0])
                }
                let blue = square.map(\.blueChroma).reduce(0, +) / 4
                let red = square.map(\.redChroma).reduce(0, +) / 4
                #expect(abs(Double(picture.blue[y * columns + x]) - blue) <= 0.52)
                #expect(abs(Double(picture.red[y * columns + x]) - red) <= 0.52)
            }
        }
    }

    @Test(arguments: sizes) func `three bytes a pixel give what words give`(
        width: Int,
        height: Int
    ) {
        let pixels = pixels(width * height)
        let rgb = pixels.flatMap { pixel in
            [0, 8, 16].map { UInt8(truncatingIfNeeded: pixel >> $0) }
        }
        let one = SubsampledPicture(pixels.span, width: width, height: height)
        let other = SubsampledPicture(rgb: rgb.span, width: width, height: height)
        #expect(one.luma == other.luma)
        #expect(one.blue == other.blue)
        #expect(one.red == other.red)
    }

    @Test(arguments: [UInt32(0), 0xFF_FFFF, 0xFF, 0xFF00, 0xFF_0000, 0xFF_FF00, 0x80_8080])
    func `the ends of the range are neither passed nor missed`(pixel: UInt32) {
        let picture = SubsampledPicture(
            [UInt32](repeating: pixel, count: 64).span,
            width: 32,
            height: 2
        )
        let colour = Colour(pixel)
        func nearest(_ value: Double) -> UInt8 { UInt8(min(255, value.rounded())) }
        #expect(Set(picture.luma) == [nearest(colour.luma)])
        #expect(Set(picture.blue) == [nearest(colour.blueChroma)])
        #expect(Set(picture.red) == [nearest(colour.redChroma)])
    }
}

extension SubsampledPicture {
    private var chromaCount: Int { bytes.count / 6 }
    fileprivate var luma: [UInt8] { Array(bytes.prefix(4 * chromaCount)) }
    fileprivate var blue: [UInt8] { Array(bytes.dropFirst(4 * chromaCount).prefix(chromaCount)) }
    fileprivate var red: [UInt8] { Array(bytes.suffix(chromaCount)) }
}
