import HTTP
import Pixels
import Rendering

/// Reads the bytes as a query and renders a small picture with it: whatever it asks for, the process
/// must live, and the key of a cache must be as long as it says.
///
/// `fuzz/run` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    do {
        let query = try QueryParameters(query: text)
        for type in PixelType.allCases { try render(query, type) }
        try checkRegion(query)
        try RenderingQuery.requireComplete(
            c: query.first("c"),
            m: query.first("m"),
            maps: query.first("maps")
        )
    } catch is QueryError {
        return 0
    } catch is RenderingError {
        return 0
    } catch is RegionError {
        return 0
    } catch is IncompleteSettings {
        return 0
    } catch {
        fatalError("an error of another kind: \(error)")
    }
    return 0
}

private func render(_ query: QueryParameters, _ type: PixelType) throws {
    let source = TinyImage(pixelType: type)
    let rendering = RenderingQuery(
        c: query.first("c"),
        m: query.first("m"),
        maps: query.first("maps"),
        q: query.first("q"),
        p: query.first("p"),
        ia: query.first("ia")
    )
    precondition((0...1).contains(rendering.quality))
    let defaults = RenderingSettings.defaults(
        pixelType: type,
        significantBits: source.significantBits,
        channels: source.channels,
        statistics: []
    )
    let settings = rendering.settings(over: defaults)
    precondition(settings.channels.count == defaults.channels.count)
    precondition(rendering.settingsToSave(over: defaults).channels.count == settings.channels.count)
    precondition(!settings.cacheKey.isEmpty)
    let projection = rendering.projection.map { SectionProjection($0, sectionCount: 3) }
    let picture = try Renderer.render(
        source,
        z: 0,
        t: 0,
        region: Region(x: 0, y: 0, width: TinyImage.edge, height: TinyImage.edge),
        level: 0,
        settings: settings,
        projection: projection
    )
    precondition(picture.pixels.count == TinyImage.edge * TinyImage.edge)
}

private func checkRegion(_ query: QueryParameters) throws {
    let levels = [PixelSize(width: 3000, height: 2000), PixelSize(width: 1500, height: 1000)]
    let (level, region) = try RegionQuery.parse(
        tile: query.first("tile"),
        region: query.first("region"),
        levels: levels,
        tileSize: { _ in PixelSize(width: 256, height: 256) }
    )
    let size = levels[level]
    precondition(region.x >= 0 && region.y >= 0 && region.width > 0 && region.height > 0)
    precondition(region.x + region.width <= size.width && region.y + region.height <= size.height)
}

/// Four channels and three sections of the extreme values of a type, and some between.
private struct TinyImage: PixelSource {
    static let edge = 4
    let pixelType: PixelType

    var dimensions: Dimensions { Dimensions(x: Self.edge, y: Self.edge, z: 3, c: 4) }
    var significantBits: Int { pixelType.byteCount * 8 }
    var channels: [ChannelMetadata] { [ChannelMetadata](repeating: ChannelMetadata(), count: 4) }
    var physicalSize: PhysicalSize { PhysicalSize() }
    var levels: [PixelSize] { [PixelSize(width: Self.edge, height: Self.edge)] }

    func tileSize(level: Int) -> PixelSize { levels[0] }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        let count = region.width * region.height
        let samples: PixelBuffer.Samples =
            switch pixelType {
            case .bit: .uint8((0..<count).map { UInt8($0 % 2) })
            case .uint8: .uint8(integers(count))
            case .int8: .int8(integers(count))
            case .uint16: .uint16(integers(count))
            case .int16: .int16(integers(count))
            case .uint32: .uint32(integers(count))
            case .int32: .int32(integers(count))
            case .float: .float(reals(count))
            case .double: .double(reals(count))
            }
        let size = PixelSize(width: region.width, height: region.height)
        return PixelBuffer(size: size, samples: samples)
    }

    private func integers<Sample: FixedWidthInteger>(_ count: Int) -> [Sample] {
        let values: [Sample] = [.min, .max, 0, 1, .max / 2, .min / 2]
        return (0..<count).map { values[$0 % values.count] }
    }

    private func reals<Sample: BinaryFloatingPoint>(_ count: Int) -> [Sample] {
        let big = Sample.greatestFiniteMagnitude
        let values: [Sample] = [.nan, .infinity, -.infinity, big, -big, 0, 1, -1.5, .ulpOfOne]
        return (0..<count).map { values[$0 % values.count] }
    }
}
