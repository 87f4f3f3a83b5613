import Codecs
import Pixels
import Testing

@testable import Rendering

@Suite struct `Thumbnails of shapes` {
    private func outline(
        _ geometry: Shape.Geometry,
        _ transform: AffineTransform? = nil
    ) throws -> ShapeOutline {
        try #require(ShapeOutline(Shape(geometry, transform: transform)))
    }

    /// The pixels that are set when something is drawn on a black picture.
    private func drawn(
        _ points: [(x: Double, y: Double)],
        isClosed: Bool = false,
        width: Int = 12,
        height: Int = 8
    ) -> Set<[Int]> {
        let size = PixelSize(width: width, height: height)
        var canvas = Canvas(size: size, color: 0)
        OutlinePen(size: size, color: 1).draw(points, isClosed: isClosed, on: &canvas)
        let pixels = canvas.picture.pixels
        return Set(pixels.indices.filter { pixels[$0] == 1 }.map { [$0 % width, $0 / width] })
    }

    private func pixels(_ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>) -> Set<[Int]> {
        Set(columns.flatMap { x in rows.map { [x, $0] } })
    }

    @Test func `a line is two pixels thick, and its end is drawn`() {
        #expect(drawn([(2, 4), (9, 4)]) == pixels(1...9, 3...4))
        #expect(drawn([(5, 1), (5, 6)]) == pixels(4...5, 0...6))
    }

    @Test func `a closed line comes back to its beginning`() {
        let square = [(x: 2.0, y: 2.0), (8, 2), (8, 6), (2, 6)]
        let inside = pixels(3...6, 3...4)
        #expect(drawn(square, isClosed: true) == pixels(1...8, 1...6).subtracting(inside))
        let left = pixels(1...2, 3...4)
        #expect(drawn(square).isDisjoint(with: left))
    }

    @Test func `a point is a square`() {
        #expect(drawn([(6, 4)]) == pixels(3...8, 1...6))
    }

    @Test func `what lies outside is cut off, however far it reaches`() {
        #expect(drawn([(-1e9, 4), (1e9, 4)]) == pixels(0...11, 3...4))
        #expect(drawn([(-1e300, -5), (1e300, -5)]).isEmpty)
        #expect(drawn([(1e300, 1e300)]).isEmpty)
        #expect(drawn([(0, 0)]) == pixels(0...2, 0...2))
    }

    @Test func `the outline of an ellipse lies on it`() throws {
        let ellipse = try outline(.ellipse(x: 10, y: 20, radiusX: 4, radiusY: 2))
        #expect(ellipse.points.count == 64 && ellipse.isClosed)
        for (x, y) in ellipse.points {
            let (dx, dy) = ((x - 10) / 4, (y - 20) / 2)
            #expect(abs(dx * dx + dy * dy - 1) < 1e-12)
        }
        #expect(ellipse.bounds == (6, 18, 8, 4))
    }

    @Test func `corners are transformed`() throws {
        let matrix = AffineTransform(a00: 0, a10: 1, a01: -1, a11: 0, a02: 100, a12: 200)
        let rectangle = try outline(.rectangle(x: 1, y: 2, width: 3, height: 4), matrix)
        #expect(rectangle.points.map(\.x) == [98, 98, 94, 94])
        #expect(rectangle.points.map(\.y) == [201, 204, 204, 201])
        let away = AffineTransform(a00: 1e308, a10: 0, a01: 0, a11: 1, a02: 1e308, a12: 0)
        #expect(ShapeOutline(Shape(.point(x: 10, y: 0), transform: away)) == nil)
        #expect(ShapeOutline(Shape(.polygon(points: "1,2 3"))) == nil)
    }

    @Test func `the frame is OMERO's: three to two, half as large again, and never small`() throws {
        func region(_ geometry: Shape.Geometry) throws -> Region? {
            ShapeFrame(around: try outline(geometry))?.region
        }
        // 400 wide: 600 × 400 around its middle.
        let wide = Shape.Geometry.rectangle(x: 1000, y: 1000, width: 400, height: 10)
        #expect(try region(wide) == Region(x: 900, y: 805, width: 600, height: 400))
        // 400 high stands for 600 wide.
        let high = Shape.Geometry.rectangle(x: 1000, y: 1000, width: 10, height: 400)
        #expect(try region(high) == Region(x: 555, y: 900, width: 900, height: 600))
        let point = Shape.Geometry.point(x: 300, y: 300)
        #expect(try region(point) == Region(x: 175, y: 217, width: 250, height: 166))
        let largest = Shape.Geometry.rectangle(x: 0, y: 0, width: 2128, height: 1)
        #expect(try region(largest)?.width == ShapeFrame.sideMax)
        #expect(try region(.rectangle(x: 0, y: 0, width: 2129, height: 1)) == nil)
        #expect(try region(.point(x: 1e12, y: 0)) == nil)
        #expect(try region(.line(x1: -1e300, y1: 0, x2: 1e300, y2: 0, .init())) == nil)
    }

    @Test func `a reduced picture has the means of its parts`() {
        let size = PixelSize(width: 4, height: 2)
        let pixels: [UInt32] = [0x000000, 0x000002, 0x10, 0x10, 0x000004, 0x0000_0600, 0x10, 0x10]
        let reduced = RenderedPicture(size: size, pixels: pixels)
            .reduced(to: PixelSize(width: 2, height: 1))
        #expect(reduced.pixels == [0x00_0202, 0x10])
    }

    @Test func `beyond the image is padding, and nothing is drawn of a shape that lies there`()
        throws
    {
        let source = SyntheticSource(
            dimensions: Dimensions(x: 100, y: 100),
            pixelType: .uint8,
            levels: [PixelSize(width: 100, height: 100)],
            value: { _, _, _ in 255 }
        )
        let blue = RGBAColor(red: 0, green: 0, blue: 255)
        let window = Window(start: 0, end: 255)
        let channel = ChannelSettings(isActive: true, window: window, color: blue)
        let settings = RenderingSettings(model: .color, channels: [channel])
        func picture(_ geometry: Shape.Geometry) throws -> RenderedPicture {
            let line = try outline(geometry)
            let frame = try #require(ShapeFrame(around: line))
            let red = RGBAColor(red: 255, green: 0, blue: 0)
            return try ShapeThumbnail(line, in: frame, color: red)
                .render(source, z: 0, t: 0, settings: settings)
        }
        let shown = try picture(.rectangle(x: 40, y: 40, width: 20, height: 20))
        #expect(shown.size == PixelSize(width: 250, height: 166))
        // The frame begins at -75, -33: the image lies from 75 to 174 and from 33 to 132 in it.
        func pixel(_ x: Int, _ y: Int) -> UInt32 { shown.pixels[y * 250 + x] }
        #expect(pixel(74, 80) == PaddedRenderer.padding && pixel(75, 80) == 0xFF_0000)
        #expect(pixel(174, 80) == 0xFF_0000 && pixel(175, 80) == PaddedRenderer.padding)
        #expect(pixel(125, 32) == PaddedRenderer.padding && pixel(125, 33) == 0xFF_0000)
        // Its left edge lies at 115 and its upper at 73.
        #expect(pixel(113, 80) == 0xFF_0000 && pixel(116, 80) == 0xFF_0000)
        #expect(pixel(114, 80) == 0x0000FF && pixel(115, 80) == 0x0000FF)
        #expect(pixel(125, 72) == 0x0000FF && pixel(125, 73) == 0x0000FF)
        #expect(throws: RenderingError.self) {
            try picture(.rectangle(x: 4000, y: 40, width: 20, height: 20))
        }
    }

    @Test func `a mask is its bits, row after row without gaps`() throws {
        let bytes = try MaskPicture.png(
            [0b1010_0101, 0b1000_0000],
            width: 3,
            height: 3,
            color: (1, 2, 3, 255)
        )
        let picture = try PNG.decode(bytes, pixelsMax: 100)
        #expect((picture.width, picture.height) == (3, 3))
        let reds = stride(from: 0, to: picture.bytes.count, by: picture.samplesPerPixel)
            .map { picture.bytes[$0] }
        #expect(reds == [1, 0, 1, 0, 0, 1, 0, 1, 1])
    }
}
