import Pixels
import Testing

@testable import Rendering

@Suite struct `Panels of split channels` {
    @Test(arguments: [
        (1, 1, 1), (2, 2, 1), (3, 2, 2), (4, 2, 2), (5, 3, 2), (6, 3, 2), (7, 3, 3), (9, 3, 3),
        (10, 4, 3), (13, 4, 4), (17, 5, 4),
    ])
    func `the grid is as near to a square as OMERO's`(_ panels: Int, _ columns: Int, _ rows: Int) {
        let grid = PanelGrid(panels: panels, of: PixelSize(width: 100, height: 50))
        #expect(grid.columns == columns && grid.rows == rows)
        #expect(grid.columns * grid.rows >= panels)
        #expect(grid.size.width == 100 * columns + 2 * (columns + 1))
        #expect(grid.size.height == 50 * rows + 2 * (rows + 1))
    }

    private static let edge = 8
    private let source = SyntheticSource(
        dimensions: Dimensions(x: edge, y: edge, c: 3),
        pixelType: .uint8,
        levels: [PixelSize(width: edge, height: edge)],
        value: { plane, _, _ in Double(50 * (plane.c + 1)) }
    )

    private func settings(_ model: RenderingModel) -> RenderingSettings {
        let colors: [(UInt8, UInt8, UInt8)] = [(255, 0, 0), (0, 255, 0), (0, 0, 255)]
        return RenderingSettings(
            model: model,
            channels: colors.enumerated().map { index, color in
                ChannelSettings(
                    isActive: index != 1,
                    window: Window(start: 0, end: 255),
                    color: RGBAColor(red: color.0, green: color.1, blue: color.2)
                )
            }
        )
    }

    /// The colour in the middle of each of four panels, and that of the border.
    private func colors(_ model: RenderingModel) throws -> [UInt32] {
        let picture = try SplitChannelRenderer.render(
            source,
            z: 0,
            t: 0,
            settings: settings(model),
            labels: ["a", "b", "c"]
        )
        #expect(picture.size == PixelSize(width: 22, height: 22))
        return [(6, 6), (16, 6), (6, 16), (16, 16), (1, 1), (11, 6)].map { x, y in
            picture.pixels[y * 22 + x] & 0xFF_FFFF
        }
    }

    @Test func `in colour each active channel has a panel, and the last shows all`() throws {
        let white: UInt32 = 0xFF_FFFF
        #expect(try colors(.color) == [50, white, 150 << 16, 50 | 150 << 16, white, white])
    }

    @Test func `in grey the panels are grey, and there is none for all`() throws {
        let white: UInt32 = 0xFF_FFFF
        let expected: [UInt32] = [50 * 0x01_0101, white, 150 * 0x01_0101, white, white, white]
        #expect(try colors(.greyscale) == expected)
    }

    @Test func `a picture beyond the limit is refused before it is drawn`() {
        let huge = SyntheticSource(
            dimensions: Dimensions(x: 8192, y: 8192, c: 2),
            pixelType: .uint8,
            levels: [PixelSize(width: 8192, height: 8192)],
            value: { _, _, _ in 0 }
        )
        #expect(throws: RenderingError.self) {
            try SplitChannelRenderer.render(
                huge,
                z: 0,
                t: 0,
                settings: settings(.color),
                labels: []
            )
        }
    }

    @Test(
        arguments: [
            (95, nil), (96, 1), (255, 1), (256, 1), (383, 1), (384, 2), (512, 3), (640, 4),
            (1024, 7),
            (5000, 8),
        ] as [(Int, Int?)]
    )
    func `letters grow with the picture`(_ width: Int, _ scale: Int?) {
        #expect(BitmapFont.scale(forWidth: width) == scale)
    }

    @Test func `every printable character has a letter of its own, and others are boxes`() {
        let letters = (33..<127).compactMap(UnicodeScalar.init).map { scalar in
            BitmapFont.dots(of: Character(scalar)).map { $0.row * 5 + $0.column }
        }
        #expect(Set(letters).count == 94)
        #expect(letters.allSatisfy { !$0.isEmpty && $0.allSatisfy((0..<35).contains) })
        #expect(BitmapFont.dots(of: " ").isEmpty)
        let box = BitmapFont.dots(of: "µ").map { $0.row * 5 + $0.column }
        #expect(box.count == 20 && box.first == 0 && box.last == 34)
    }

    @Test func `a label is white, stands at the corner and is cut off at the edge`() {
        var canvas = Canvas(size: PixelSize(width: 20, height: 12), color: 0)
        canvas.write("HHHHHHHHHHHHHHHHHHHH", x: 2, y: 2, scale: 2, color: 0xFF_FFFF)
        let pixels = canvas.picture.pixels
        #expect(pixels[2 * 20 + 2] == 0xFF_FFFF && pixels[3 * 20 + 3] == 0xFF_FFFF)
        #expect(pixels[2 * 20 + 4] == 0)
        #expect(pixels[..<40].allSatisfy { $0 == 0 })
    }
}
