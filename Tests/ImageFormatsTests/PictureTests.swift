import Codecs
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `Pictures` {
    let folder: TemporaryFolder
    let page = SyntheticPages.page(40, 30, samples: 3)

    init() throws { folder = try TemporaryFolder() }

    func png() throws -> [UInt8] {
        try PNG.encode(page.bytes, width: 40, height: 30, samplesPerPixel: 3)
    }

    @Test func `a PNG file is one plane of three channels`() throws {
        let file = try ImageFile.open(folder.write(png(), as: "a.png"))
        #expect(file.format == "PNG")
        let source = file.images[0].source
        #expect(source.dimensions == Dimensions(x: 40, y: 30, c: 3))
        #expect(source.levels == [PixelSize(width: 40, height: 30)])
        let region = Region(x: 5, y: 6, width: 20, height: 10)
        for c in 0..<3 {
            let values = try source.read(PlaneIndex(z: 0, c: c, t: 0), region, level: 0).doubles
            #expect(values == SyntheticPages.expected(region, .uint8, sample: c))
        }
    }

    @Test func `a grey JPEG file is one channel`() throws {
        let bytes = try JPEG.encode(
            [UInt8](repeating: 77, count: 1200),
            width: 40,
            height: 30,
            samplesPerPixel: 1,
            quality: 90
        )
        let file = try ImageFile.open(folder.write(bytes, as: "misnamed.tif"))
        #expect(file.format == "JPEG")
        let source = file.images[0].source
        #expect(source.dimensions.c == 1)
        #expect(source.channels == [ChannelMetadata()])
        let values = try source.whole(PlaneIndex(z: 0, c: 0, t: 0)).doubles
        #expect(values.allSatisfy { abs($0 - 77) < 3 })
    }

    @Test func `a picture too large to keep is decoded at every read`() throws {
        var limits = ReadLimits()
        limits.keptPictureBytes = 100
        let path = try folder.write(png(), as: "a.png")
        let source = try ImageFile.open(path, limits: limits).images[0].source
        let whole = Region(x: 0, y: 0, width: 40, height: 30)
        for _ in 0..<2 {
            let values = try source.whole(PlaneIndex(z: 0, c: 1, t: 0)).doubles
            #expect(values == SyntheticPages.expected(whole, .uint8, sample: 1))
        }
    }

    @Test func `pictures beyond a limit are refused when opened`() throws {
        let path = try folder.write(png(), as: "a.png")
        var limits = ReadLimits()
        limits.picturePixels = 1199
        #expect(throws: ImageFormatError.self) { try ImageFile.open(path, limits: limits) }
        limits = ReadLimits()
        limits.pictureFileBytes = 50
        #expect(throws: ImageFormatError.self) { try ImageFile.open(path, limits: limits) }
    }

    @Test func `a truncated picture is an error when read`() throws {
        let bytes = try png()
        let path = try folder.write(Array(bytes[..<(bytes.count / 2)]), as: "a.png")
        let source = try ImageFile.open(path).images[0].source
        for _ in 0..<2 {
            #expect(throws: ImageFormatError.self) {
                try source.whole(PlaneIndex(z: 0, c: 0, t: 0))
            }
        }
    }
}
