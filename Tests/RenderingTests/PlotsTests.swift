import Pixels
import Testing

@testable import Rendering

@Suite struct `Plots and histograms` {
    private let source = SyntheticSource(
        dimensions: Dimensions(x: 16, y: 10, z: 2, c: 2),
        pixelType: .int16,
        levels: [PixelSize(width: 16, height: 10)],
        value: { plane, x, y in Double(x * 10 - 20 + plane.c * 1000 + plane.z) }
    )

    private var settings: RenderingSettings {
        RenderingSettings(
            model: .color,
            channels: [0, 1].map { index in
                ChannelSettings(
                    isActive: index == 0,
                    window: Window(start: 0, end: 130),
                    color: RGBAColor(red: 255, green: 0, blue: 0)
                )
            }
        )
    }

    @Test(arguments: [LinePlot(.row(3), width: 1), LinePlot(.column(15), width: 2)])
    func `a plot is a GIF as large as the plane`(_ plot: LinePlot) throws {
        let file = try plot.gif(source, z: 0, t: 0, settings: settings)
        #expect(file.starts(with: "GIF89a".utf8))
        #expect(file[6] == 16 && file[8] == 10)
        // The palette: ground, then the colour of the one active channel.
        #expect(Array(file[13..<19]) == [0, 0, 0, 255, 0, 0])
        #expect(file[19] == 0x21 && file[25] == 0)
    }

    @Test(arguments: [LinePlot.Line.row(10), .row(-1), .column(16)])
    func `a line outside the plane is refused`(_ line: LinePlot.Line) {
        #expect(throws: RenderingError.self) {
            try LinePlot(line, width: 1).gif(source, z: 0, t: 0, settings: settings)
        }
    }

    @Test func `a plane that is too long for a format is refused, and the format says so`() throws {
        let long = SyntheticSource(
            dimensions: Dimensions(x: 70_000, y: 1),
            pixelType: .uint8,
            levels: [PixelSize(width: 70_000, height: 1)],
            value: { _, _, _ in 0 }
        )
        let plot = LinePlot(.row(0), width: 1)
        #expect(throws: RenderingError.tooLongSide(width: 70_000, height: 1, limit: 65_535)) {
            try plot.gif(long, z: 0, t: 0, settings: settings)
        }
        let picture = RenderedPicture(
            size: PixelSize(width: 70_000, height: 1),
            pixels: [UInt32](repeating: 0, count: 70_000)
        )
        for (format, limit) in [
            (PictureFormat.jpeg(quality: 1), 65_500), (.webp(quality: 1), 16_383),
        ] {
            #expect(throws: RenderingError.tooLongSide(width: 70_000, height: 1, limit: limit)) {
                try picture.encoded(format)
            }
        }
        #expect(try picture.encoded(.png).isEmpty == false)
        #expect(try picture.encoded(.tiff).count > 210_000)
    }

    @Test func `samples are counted by bins, both ends included`() throws {
        let plane = PlaneIndex(z: 0, c: 0, t: 0)
        let all = try Histogram.counts(source, plane, bins: 16, in: -20...130)
        #expect(all.reduce(0, +) == 160)
        #expect(all.first == 10 && all.last == 10)
        let part = try Histogram.counts(source, plane, bins: 2, in: 0...19)
        #expect(part == [10, 10])
        let flat = try Histogram.counts(source, plane, bins: 3, in: 30...30)
        #expect(flat == [10, 0, 0])
    }

    @Test func `what is no number is not counted`() throws {
        let source = SyntheticSource(
            dimensions: Dimensions(x: 4, y: 1),
            pixelType: .float,
            levels: [PixelSize(width: 4, height: 1)],
            value: { _, x, _ in [.nan, .infinity, -1e30, 5][x] }
        )
        let plane = PlaneIndex(z: 0, c: 0, t: 0)
        #expect(try Histogram.counts(source, plane, bins: 4, in: 0...10) == [0, 0, 1, 0])
    }

    @Test func `a section that is none is refused`() {
        #expect(throws: RenderingError.noSuchSection(z: 2, count: 2)) {
            try Histogram.counts(source, PlaneIndex(z: 2, c: 0, t: 0), bins: 4, in: 0...10)
        }
    }
}
