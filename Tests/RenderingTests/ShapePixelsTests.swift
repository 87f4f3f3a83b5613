import Pixels
import Testing

@testable import Rendering

@Suite struct `Pixels of shapes` {
    private let image = PixelSize(width: 10, height: 8)

    /// The pixels as x and y.
    private func pixels(
        _ geometry: Shape.Geometry,
        _ transform: AffineTransform? = nil
    ) -> Set<[Int]>? {
        ShapePixels(Shape(geometry, transform: transform), in: image).map { pixels in
            Set(pixels.spans.flatMap { span in span.xs.map { [$0, span.y] } })
        }
    }

    private func rectangle(_ xs: Range<Int>, _ ys: Range<Int>) -> Set<[Int]> {
        Set(ys.flatMap { y in xs.map { [$0, y] } })
    }

    @Test func `a rectangle has those whose middle lies in it`() {
        #expect(pixels(.rectangle(x: 1, y: 2, width: 3, height: 2)) == rectangle(1..<4, 2..<4))
        #expect(pixels(.rectangle(x: 1.6, y: 2, width: 1, height: 1)) == [[2, 2]])
        #expect(pixels(.rectangle(x: 1, y: 1, width: 0, height: 5)) == [])
    }

    @Test func `what lies outside of the image is left out`() {
        #expect(pixels(.rectangle(x: -5, y: -5, width: 7, height: 7)) == rectangle(0..<2, 0..<2))
        #expect(pixels(.rectangle(x: 1e300, y: 0, width: 1, height: 1)) == [])
        #expect(pixels(.rectangle(x: -1e9, y: -1e9, width: 2e9, height: 2e9))?.count == 80)
        #expect(pixels(.point(x: -1, y: 3)) == [])
    }

    @Test func `a polygon with a hole leaves it out`() {
        let points = "0,0 6,0 6,6 0,6 0,0 2,2 2,4 4,4 4,2 2,2"
        #expect(
            pixels(.polygon(points: points))
                == rectangle(0..<6, 0..<6).subtracting(rectangle(2..<4, 2..<4))
        )
    }

    @Test func `an ellipse has the middles within it`() {
        let found = pixels(.ellipse(x: 5, y: 4, radiusX: 4, radiusY: 2))
        let wanted = rectangle(0..<10, 0..<8).filter { pixel in
            let (x, y) = ((Double(pixel[0]) - 4.5) / 4, (Double(pixel[1]) - 3.5) / 2)
            return x * x + y * y <= 1
        }
        #expect(found == wanted)
    }

    @Test func `transforms move pixels`() {
        let moved = AffineTransform(a00: 1, a10: 0, a01: 0, a11: 1, a02: 2, a12: 1)
        #expect(
            pixels(.rectangle(x: 0, y: 0, width: 2, height: 2), moved) == rectangle(2..<4, 1..<3)
        )
        #expect(
            pixels(.ellipse(x: 1, y: 1, radiusX: 1, radiusY: 1), moved) == rectangle(2..<4, 1..<3)
        )
        let nothing = AffineTransform(a00: 0, a10: 0, a01: 0, a11: 0, a02: 2, a12: 1)
        #expect(pixels(.ellipse(x: 1, y: 1, radiusX: 1, radiusY: 1), nothing) == nil)
    }

    @Test func `lines and points have the pixels they touch`() {
        #expect(
            pixels(.line(x1: 1.5, y1: 1.5, x2: 4.5, y2: 4.5, Shape.Markers()))
                == [[1, 1], [2, 2], [3, 3], [4, 4]]
        )
        #expect(
            pixels(.polyline(points: "1,1 3,1 3,2", Shape.Markers())) == [
                [1, 1], [2, 1], [3, 1], [3, 2],
            ]
        )
        #expect(pixels(.point(x: 2.9, y: 3.1)) == [[2, 3]])
    }

    @Test func `a mask has those of its bits`() {
        let bits: [UInt8] = [0b1010_0100]
        #expect(
            pixels(.mask(x: 2, y: 1, width: 4, height: 2, bits: bits)) == [
                [2, 1], [4, 1], [3, 2],
            ]
        )
    }

    @Test func `a label has none, and what goes on for ever is not followed`() {
        #expect(pixels(.label(x: 1, y: 1)) == nil)
        #expect(pixels(.line(x1: 0, y1: 0, x2: 1e12, y2: 0, Shape.Markers())) == nil)
        #expect(pixels(.polygon(points: "no points")) == nil)
    }

    @Test func `statistics are those of the values`() {
        var statistics = ShapeStatistics()
        for value in [2.0, 4, 4, 4, 5, 5, 7, 9, .nan] { statistics.add(value) }
        #expect(statistics.count == 8 && statistics.min == 2 && statistics.max == 9)
        #expect(statistics.sum == 40 && statistics.mean == 5)
        #expect(abs(statistics.standardDeviation - (32.0 / 7).squareRoot()) < 1e-12)
    }
}
