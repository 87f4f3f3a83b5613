import Codecs
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `TIFF layouts` {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func check(_ page: TIFFPage, _ encoding: TIFFEncoding) throws {
        let path = try folder.write(TIFFWriter.file(of: [page], encoding))
        let source = try ImageFile.open(path).images[0].source
        #expect(source.pixelType == page.pixelType)
        #expect(source.dimensions.c == page.samplesPerPixel)
        #expect(source.levels == [page.size])
        let regions = [
            Region(x: 0, y: 0, width: page.size.width, height: page.size.height),
            Region(x: 17, y: 15, width: 20, height: 18),
            Region(x: page.size.width - 1, y: page.size.height - 1, width: 1, height: 1),
        ]
        for c in 0..<page.samplesPerPixel {
            for region in regions {
                let buffer = try source.read(PlaneIndex(z: 0, c: c, t: 0), region, level: 0)
                let expected = SyntheticPages.expected(region, page.pixelType, sample: c)
                #expect(buffer.doubles == expected)
            }
        }
    }

    @Test(arguments: PixelType.allCases, [false, true])
    func `samples of every type are read in both byte orders`(
        type: PixelType,
        isBigEndian: Bool
    ) throws {
        var encoding = TIFFEncoding()
        encoding.isBigEndian = isBigEndian
        encoding.rowsPerStrip = 10
        for compression in [TIFFEncoding.Compression.none, .deflate] {
            for isTiled in [false, true] {
                encoding.compression = compression
                encoding.tile = isTiled ? PixelSize(width: 16, height: 32) : nil
                try check(SyntheticPages.page(45, 37, type: type), encoding)
            }
        }
    }

    @Test(arguments: [TIFFEncoding.Compression.none, .lzw, .deflate, .packBits], [false, true])
    func `strips and tiles of several samples are read, chunky and planar`(
        compression: TIFFEncoding.Compression,
        isPlanar: Bool
    ) throws {
        var encoding = TIFFEncoding()
        encoding.compression = compression
        encoding.isPlanar = isPlanar
        encoding.rowsPerStrip = 16
        for tile in [nil, PixelSize(width: 32, height: 16)] {
            for type in [PixelType.uint8, .uint16] {
                encoding.tile = tile
                try check(SyntheticPages.page(45, 37, type: type, samples: 3), encoding)
            }
        }
    }

    @Test(arguments: [PixelType.uint8, .int16, .uint16, .int32, .double], [1, 3])
    func `differences of neighbours are added up`(type: PixelType, samples: Int) throws {
        var encoding = TIFFEncoding()
        encoding.hasPredictor = true
        for compression in [TIFFEncoding.Compression.lzw, .deflate] {
            for isBigEndian in [false, true] {
                encoding.compression = compression
                encoding.isBigEndian = isBigEndian
                encoding.tile = isBigEndian ? PixelSize(width: 16, height: 16) : nil
                try check(SyntheticPages.page(45, 37, type: type, samples: samples), encoding)
            }
        }
    }

    @Test(arguments: [false, true]) func `BigTIFF is read in both byte orders`(
        isBigEndian: Bool
    ) throws {
        var encoding = TIFFEncoding()
        encoding.isBigTIFF = true
        encoding.isBigEndian = isBigEndian
        try check(SyntheticPages.page(45, 37, type: .uint16, samples: 3), encoding)
        encoding.tile = PixelSize(width: 16, height: 16)
        encoding.compression = .deflate
        try check(SyntheticPages.page(45, 37, type: .float), encoding)
    }

    @Test(arguments: [1, 3]) func `JPEG tiles and strips are read nearly as they were`(
        samples: Int
    ) throws {
        var encoding = TIFFEncoding()
        encoding.compression = .jpeg
        encoding.jpegQuality = 95
        for tile in [nil, PixelSize(width: 32, height: 32)] {
            encoding.tile = tile
            encoding.rowsPerStrip = 16
            let bytes = (0..<(50 * 40 * samples)).map { index -> UInt8 in
                UInt8(60 + index / samples % 50 / 2 + index % samples * 40)
            }
            let page = TIFFPage(
                size: PixelSize(width: 50, height: 40),
                pixelType: .uint8,
                samplesPerPixel: samples,
                bytes: bytes
            )
            let path = try folder.write(TIFFWriter.file(of: [page], encoding))
            let source = try ImageFile.open(path).images[0].source
            for c in 0..<samples {
                let values = try source.whole(PlaneIndex(z: 0, c: c, t: 0)).doubles
                let differences = values.enumerated().map { index, value in
                    abs(value - Double(60 + index % 50 / 2 + c * 40))
                }
                #expect(differences.reduce(0, +) / Double(differences.count) < 2)
                #expect(differences.max() ?? 0 < 40)
            }
        }
    }

    @Test func `the fourth sample of RGB is alpha and not a channel`() throws {
        let page = SyntheticPages.page(20, 10, samples: 4)
        let path = try folder.write(TIFFWriter.file(of: [page]))
        let source = try ImageFile.open(path).images[0].source
        #expect(source.dimensions.c == 3)
        #expect(source.channels.map(\.color?.red) == [255, 0, 0])
        let whole = Region(x: 0, y: 0, width: 20, height: 10)
        let blue = try source.whole(PlaneIndex(z: 0, c: 2, t: 0)).doubles
        #expect(blue == SyntheticPages.expected(whole, .uint8, sample: 2))
    }

    @Test func `where white is zero, brightness is served`() throws {
        var bytes = try TIFFWriter.file(of: [SyntheticPages.page(5, 4)])
        bytes.patch(tag: TIFFTag.photometricInterpretation, to: 0)
        let source = try ImageFile.open(folder.write(bytes)).images[0].source
        let values = try source.whole(PlaneIndex(z: 0, c: 0, t: 0)).doubles
        let whole = Region(x: 0, y: 0, width: 5, height: 4)
        #expect(values == SyntheticPages.expected(whole, .uint8).map { 255 - $0 })
    }

    @Test func `one source serves many threads`() async throws {
        var encoding = TIFFEncoding()
        encoding.compression = .deflate
        encoding.tile = PixelSize(width: 16, height: 16)
        let page = SyntheticPages.page(200, 150, type: .uint16, samples: 3)
        let path = try folder.write(TIFFWriter.file(of: [page], encoding))
        let source = try ImageFile.open(path).images[0].source
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<40 {
                group.addTask {
                    let region = Region(x: task * 3, y: task * 2, width: 60, height: 50)
                    let plane = PlaneIndex(z: 0, c: task % 3, t: 0)
                    let values = try source.read(plane, region, level: 0).doubles
                    return values == SyntheticPages.expected(region, .uint16, sample: task % 3)
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test func `a region outside the level is refused`() throws {
        let path = try folder.write(TIFFWriter.file(of: [SyntheticPages.page(20, 10)]))
        let source = try ImageFile.open(path).images[0].source
        let plane = PlaneIndex(z: 0, c: 0, t: 0)
        for region in [
            Region(x: 0, y: 0, width: 21, height: 1), Region(x: -1, y: 0, width: 2, height: 2),
            Region(x: 0, y: 9, width: 1, height: 2), Region(x: 0, y: 0, width: 0, height: 1),
            Region(x: .max, y: 0, width: .max, height: 1),
        ] {
            #expect(throws: ImageFormatError.self) {
                try source.read(plane, region, level: 0)
            }
        }
        let pixel = Region(x: 0, y: 0, width: 1, height: 1)
        #expect(throws: ImageFormatError.self) { try source.read(plane, pixel, level: 1) }
        #expect(throws: ImageFormatError.self) {
            try source.read(PlaneIndex(z: 0, c: 1, t: 0), pixel, level: 0)
        }
    }
}
