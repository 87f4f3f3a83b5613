import Codecs
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// Tiles that are JPEG pictures may go out as they lie in the file.
@Suite(.enabled(if: TestData.isPresent, "\(TestData.absent)")) struct `JPEG tiles` {
    private func source() throws -> any PixelSource {
        try ImageFile.open(TestData.path("dev/quad-tile.jpg.tiff")).images[0].source
    }

    private let plane = PlaneIndex(z: 0, c: 0, t: 0)

    @Test func `a whole tile is a picture of its own with the same pixels`() throws {
        let source = try source()
        let size = source.tileSize(level: 0)
        let tile = Region(x: size.width, y: 0, width: size.width, height: size.height)
        let stream = try #require(try source.jpeg(plane, tile, level: 0))
        let picture = try JPEG.decode(stream, pixelsMax: size.width * size.height)
        for channel in 0..<3 {
            let plane = PlaneIndex(z: 0, c: channel, t: 0)
            let samples = try source.read(plane, tile, level: 0).doubles
            let decoded = stride(from: channel, to: picture.bytes.count, by: 3)
                .map { Double(picture.bytes[$0]) }
            #expect(samples == decoded)
        }
    }

    @Test func `what is no whole tile is none`() throws {
        let source = try source()
        let size = source.tileSize(level: 0)
        for region in [
            Region(x: 1, y: 0, width: size.width, height: size.height),
            Region(x: 0, y: 0, width: size.width, height: size.height - 1),
            Region(x: 0, y: 0, width: 1, height: 1),
        ] { #expect(try source.jpeg(plane, region, level: 0) == nil) }
        let tile = Region(x: 0, y: 0, width: size.width, height: size.height)
        #expect(try source.jpeg(PlaneIndex(z: 0, c: 1, t: 0), tile, level: 0) == nil)
    }

    @Test func `tiles of other compressions are none`() throws {
        let source = try ImageFile.open(TestData.path("dev/boxes.tiff")).images[0].source
        let size = source.tileSize(level: 0)
        let tile = Region(x: 0, y: 0, width: size.width, height: size.height)
        #expect(try source.jpeg(plane, tile, level: 0) == nil)
    }
}
