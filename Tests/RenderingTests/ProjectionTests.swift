import Pixels
import Synchronization
import Testing

@testable import Rendering

@Suite struct `Projections over sections` {
    static let types: [PixelType] = [
        .uint8, .int8, .uint16, .int16, .uint32, .int32, .float, .double,
    ]

    /// Sections of one sample each, by their values.
    private static func source(_ type: PixelType, _ values: [Double]) -> SyntheticSource {
        SyntheticSource(
            dimensions: Dimensions(x: 3, y: 2, z: values.count),
            pixelType: type,
            levels: [PixelSize(width: 3, height: 2)],
            value: { plane, x, y in values[plane.z] + (x == 2 && y == 1 ? 1 : 0) }
        )
    }

    private func projected(_ type: PixelType, _ values: [Double], _ text: String) throws -> [Double]
    {
        let projection = SectionProjection(
            try #require(Projection(text)),
            sectionCount: values.count
        )
        let source = try projection.applied(to: Self.source(type, values), pixels: 6)
        #expect(source.dimensions.z == 1)
        let region = Region(x: 0, y: 0, width: 3, height: 2)
        let buffer = try source.read(PlaneIndex(z: 0, c: 0, t: 0), region, level: 0)
        return switch buffer.samples {
        case .uint8(let values): values.map(Double.init)
        case .int8(let values): values.map(Double.init)
        case .uint16(let values): values.map(Double.init)
        case .int16(let values): values.map(Double.init)
        case .uint32(let values): values.map(Double.init)
        case .int32(let values): values.map(Double.init)
        case .float(let values): values.map(Double.init)
        case .double(let values): values
        }
    }

    @Test(arguments: types)
    func `the highest, the mean and the sum of all sections, the last included`(
        _ type: PixelType
    ) throws {
        let values: [Double] = [10, 40, 20, 6]
        #expect(try projected(type, values, "intmax") == [40, 40, 40, 40, 40, 41])
        #expect(try projected(type, values, "intmean") == [19, 19, 19, 19, 19, 20])
        #expect(try projected(type, values, "intsum") == [76, 76, 76, 76, 76, 80])
        #expect(try projected(type, values, "intsum|1:2").first == 60)
        #expect(try projected(type, values, "intmean|2:2").first == 20)
    }

    @Test(arguments: types.filter(\.isSigned))
    func `what is below nothing stays below`(_ type: PixelType) throws {
        let values: [Double] = [-10, -40, -20]
        #expect(try projected(type, values, "intmax").first == -10)
        #expect(try projected(type, values, "intsum").first == -70)
        let mean = try #require(try projected(type, values, "intmean").first)
        #expect(mean == (type.isFloatingPoint ? values.reduce(0, +) / 3 : -23) || type == .float)
        #expect(abs(mean + 23.33) < 0.4)
    }

    @Test(arguments: [
        (PixelType.uint8, 200.0, 255.0), (.int8, 100, 127), (.int8, -100, -128),
        (.uint16, 60_000, 65_535), (.int16, 30_000, 32_767), (.uint32, 4e9, 4_294_967_295),
        (.int32, -2e9, -2_147_483_648),
    ])
    func `sums are held within the type`(_ type: PixelType, _ value: Double, _ held: Double) throws
    {
        #expect(try projected(type, [value, value, value], "intsum").first == held)
    }

    @Test func `sums of bits are bits, and sums too large for a float are its largest`() throws {
        let one = SyntheticSource(
            dimensions: Dimensions(x: 3, y: 2, z: 2),
            pixelType: .bit,
            levels: [PixelSize(width: 3, height: 2)],
            value: { _, _, _ in 1 }
        )
        let all = SectionProjection(try #require(Projection("intsum")), sectionCount: 2)
        let region = Region(x: 0, y: 0, width: 3, height: 2)
        let bits = try all.applied(to: one, pixels: 6).read(
            PlaneIndex(z: 0, c: 0, t: 0),
            region,
            level: 0
        )
        #expect(UInt8.values(of: bits.samples) == [1, 1, 1, 1, 1, 1])
        let huge = try projected(.float, [3e38, 3e38], "intsum")
        #expect(huge.first == Double(Float.greatestFiniteMagnitude))
    }

    @Test func `numbers are higher than what is none`() throws {
        #expect(try projected(.float, [.nan, 5, .nan], "intmax").first == 5)
        #expect(try #require(try projected(.float, [.nan, .nan], "intmax").first).isNaN)
        #expect(try #require(try projected(.double, [.nan, 1], "intmean").first).isNaN)
    }

    @Test(arguments: [
        ("intmax", 0, 9), ("intmax|2:5", 2, 5), ("intmax|-3:4", 0, 4), ("intmax|5:99", 5, 9),
        ("intmax|20:30", 9, 9), ("intmax|7:3", 0, 9), ("intmax|a:3", 0, 9), ("intmax|3", 0, 9),
    ])
    func `ends are moved into the image, and what is no range is all`(
        _ text: String,
        _ first: Int,
        _ last: Int
    ) throws {
        let projection = SectionProjection(try #require(Projection(text)), sectionCount: 10)
        #expect(projection.sections == first...last)
    }

    @Test func `a channel of more bytes than the limit is not projected`() throws {
        let source = Self.source(.uint16, [1, 2, 3])
        let projection = try #require(Projection("intmax"))
        let exact = SectionProjection(projection, sectionCount: 3, bytesMax: 36)
        _ = try exact.applied(to: source, pixels: 6)
        let less = SectionProjection(projection, sectionCount: 3, bytesMax: 35)
        let error = RenderingError.projectionTooLarge(pixels: 6, sections: 3, bytesMax: 35)
        #expect(throws: error) { try less.applied(to: source, pixels: 6) }
        #expect(throws: RenderingError.self) { try less.applied(to: source, pixels: .max) }
    }

    @Test func `planes and thumbnails show the projection`() throws {
        let source = Self.source(.uint8, [10, 90, 20])
        let settings = RenderingSettings(
            model: .greyscale,
            channels: [
                ChannelSettings(
                    isActive: true,
                    window: Window(start: 0, end: 255),
                    color: RGBAColor(red: 255, green: 255, blue: 255)
                )
            ]
        )
        let projection = SectionProjection(try #require(Projection("intmax")), sectionCount: 3)
        let plane = try Renderer.render(
            source,
            z: 77,
            t: 0,
            region: Region(x: 0, y: 0, width: 2, height: 1),
            level: 0,
            settings: settings,
            projection: projection
        )
        #expect(plane.rgb == [90, 90, 90, 90, 90, 90])
        let thumbnail = try ThumbnailRenderer.render(
            source,
            z: 0,
            t: 0,
            settings: settings,
            size: .longestSide(3),
            projection: projection
        )
        #expect(thumbnail.rgb.first == 90)
    }

    @Test func `a large plane is read in bands, each of them from every section`() throws {
        let source = RecordingSource(size: PixelSize(width: 2048, height: 1500), sections: 3)
        let settings = RenderingSettings.defaults(
            pixelType: .uint8,
            significantBits: 8,
            channels: source.channels,
            statistics: []
        )
        _ = try Renderer.render(
            source,
            z: 0,
            t: 0,
            region: Region(x: 0, y: 0, width: 2048, height: 1500),
            level: 0,
            settings: settings,
            projection: SectionProjection(try #require(Projection("intsum")), sectionCount: 3)
        )
        let reads = source.reads.withLock { $0 }
        let bands = Array(Bands(of: source, level: 0))
        #expect(bands.count > 1)
        #expect(reads.map(\.z) == bands.flatMap { _ in [0, 1, 2] })
        let rowOfTiles = 2048 * source.tileSize(level: 0).height
        #expect(reads.allSatisfy { $0.pixels <= max(Bands.samplesMax, rowOfTiles) })
        #expect(reads.reduce(0) { $0 + $1.pixels } == 3 * 2048 * 1500)
    }
}

/// A dark image that notes what is read of it.
private final class RecordingSource: PixelSource {
    let reads = Mutex<[(z: Int, pixels: Int)]>([])
    let dimensions: Dimensions
    let levels: [PixelSize]

    init(size: PixelSize, sections: Int) {
        dimensions = Dimensions(x: size.width, y: size.height, z: sections)
        levels = [size]
    }

    var pixelType: PixelType { .uint8 }
    var significantBits: Int { 8 }
    var channels: [ChannelMetadata] { [ChannelMetadata()] }
    var physicalSize: PhysicalSize { PhysicalSize() }

    func tileSize(level: Int) -> PixelSize { PixelSize(width: 256, height: 256) }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        let count = region.width * region.height
        reads.withLock { $0.append((plane.z, count)) }
        return PixelBuffer(
            size: PixelSize(width: region.width, height: region.height),
            samples: .uint8([UInt8](repeating: 0, count: count))
        )
    }
}
