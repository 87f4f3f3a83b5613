import Codecs
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `Plain TIFF` {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `pages of one size are time points`() throws {
        let pages = (0..<5).map { SyntheticPages.page(30, 20, type: .uint16, plane: $0) }
        let file = try ImageFile.open(folder.write(TIFFWriter.file(of: pages)))
        #expect(file.format == "TIFF")
        #expect(file.images.count == 1)
        let source = file.images[0].source
        #expect(source.dimensions == Dimensions(x: 30, y: 20, t: 5))
        let whole = Region(x: 0, y: 0, width: 30, height: 20)
        for t in 0..<5 {
            let values = try source.whole(PlaneIndex(z: 0, c: 0, t: t)).doubles
            #expect(values == SyntheticPages.expected(whole, .uint16, plane: t))
        }
    }

    @Test func `pages that shrink in proportion are levels`() throws {
        let pages = [(301, 200), (150, 100), (75, 50)].enumerated().map { index, size in
            SyntheticPages.page(size.0, size.1, plane: index)
        }
        let images = try ImageFile.open(folder.write(TIFFWriter.file(of: pages))).images
        #expect(images.count == 1)
        let source = images[0].source
        #expect(source.dimensions.t == 1)
        #expect(source.levels.map(\.width) == [301, 150, 75])
        for level in 0..<3 {
            let region = Region(x: 3, y: 5, width: 40, height: 30)
            let plane = PlaneIndex(z: 0, c: 0, t: 0)
            let values = try source.read(plane, region, level: level).doubles
            #expect(values == SyntheticPages.expected(region, .uint8, plane: level))
        }
    }

    @Test func `directories behind SubIFDs are levels of each page`() throws {
        let pages = (0..<2).map { t in
            var page = SyntheticPages.page(64, 48, plane: t)
            page.levels = [
                SyntheticPages.page(32, 24, plane: 10 + t),
                SyntheticPages.page(16, 12, plane: 20 + t),
            ]
            return page
        }
        var encoding = TIFFEncoding()
        encoding.tile = PixelSize(width: 16, height: 16)
        encoding.compression = .deflate
        let path = try folder.write(TIFFWriter.file(of: pages, encoding))
        let source = try ImageFile.open(path).images[0].source
        #expect(source.dimensions.t == 2)
        #expect(source.levels.map(\.width) == [64, 32, 16])
        #expect(source.tileSize(level: 0) == PixelSize(width: 16, height: 16))
        #expect(source.tileSize(level: 2) == PixelSize(width: 16, height: 12))
        for t in 0..<2 {
            let region = Region(x: 2, y: 1, width: 12, height: 10)
            let plane = PlaneIndex(z: 0, c: 0, t: t)
            for level in 1...2 {
                let values = try source.read(plane, region, level: level).doubles
                #expect(
                    values == SyntheticPages.expected(region, .uint8, plane: level * 10 + t)
                )
            }
        }
    }

    @Test func `pages of other sizes and types are images of their own`() throws {
        let pages = [
            SyntheticPages.page(30, 20), SyntheticPages.page(40, 50),
            SyntheticPages.page(40, 50), SyntheticPages.page(40, 50, type: .float),
        ]
        let images = try ImageFile.open(folder.write(TIFFWriter.file(of: pages))).images
        #expect(images.map(\.source.dimensions.x) == [30, 40, 40])
        #expect(images.map(\.source.dimensions.t) == [1, 2, 1])
        #expect(images.map(\.source.pixelType) == [.uint8, .uint8, .float])
    }

    @Test func `resolutions in centimetres are physical sizes, in inches they are not`() throws {
        var bytes = try TIFFWriter.file(of: [SyntheticPages.page(30, 20)])
        let plain = try ImageFile.open(folder.write(bytes)).images[0].source
        #expect(plain.physicalSize == PhysicalSize())
        // 20,000 pixels a centimetre, written over two fields that a reader can do without.
        let value = bytes.count
        bytes += [0x20, 0x4E, 0, 0, 1, 0, 0, 0]
        bytes.patch(tag: TIFFTag.planarConfiguration, to: value, type: 5, count: 1)
        bytes.rename(tag: TIFFTag.planarConfiguration, to: TIFFTag.xResolution)
        bytes.patch(tag: TIFFTag.sampleFormat, to: 3)
        bytes.rename(tag: TIFFTag.sampleFormat, to: TIFFTag.resolutionUnit)
        let source = try ImageFile.open(folder.write(bytes)).images[0].source
        #expect(source.physicalSize == PhysicalSize(xMicrometres: 0.5))
        // 28 pixels a centimetre is what screens have.
        bytes.set(28, at: value, width: 4)
        let screen = try ImageFile.open(folder.write(bytes)).images[0].source
        #expect(screen.physicalSize == PhysicalSize())
    }

    @Test(arguments: [
        ("a.tif", true), ("a.TIFF", true), ("b/a.ome.tif", true), ("a.OME.TIFF", true),
        ("a.png", true), ("a.JPG", true), ("a.jpeg", true), ("a.txt", false), ("tif", false),
        ("a.svs", true), ("a.zarr", false), ("a.tif.txt", false),
    ])
    func `names decide which files are tried`(name: String, isCandidate: Bool) {
        #expect(ImageFile.isCandidate(name) == isCandidate)
    }
}

@Suite struct `ImageJ stacks` {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    let text = "ImageJ=1.53t\nimages=12\nchannels=2\nslices=3\nframes=2\nhyperstack=true\n"

    func check(_ source: any PixelSource) throws {
        #expect(source.dimensions == Dimensions(x: 20, y: 10, z: 3, c: 2, t: 2))
        let whole = Region(x: 0, y: 0, width: 20, height: 10)
        for t in 0..<2 {
            for z in 0..<3 {
                for c in 0..<2 {
                    let values = try source.whole(PlaneIndex(z: z, c: c, t: t)).doubles
                    let number = (t * 3 + z) * 2 + c
                    #expect(values == SyntheticPages.expected(whole, .uint16, plane: number))
                }
            }
        }
    }

    func pages() -> [TIFFPage] {
        (0..<12).map { plane in
            SyntheticPages.page(
                20,
                10,
                type: .uint16,
                plane: plane,
                description: plane == 0 ? text : nil
            )
        }
    }

    @Test func `planes follow as channel, section, time point`() throws {
        let path = try folder.write(TIFFWriter.file(of: pages()))
        try check(try ImageFile.open(path).images[0].source)
    }

    @Test(arguments: [false, true]) func `planes behind one directory are found`(
        isBigEndian: Bool
    ) throws {
        var encoding = TIFFEncoding()
        encoding.isBigEndian = isBigEndian
        encoding.rowsPerStrip = 10
        let rest = pages().dropFirst().flatMap(\.bytes)
        let bytes = try TIFFWriter.file(of: pages()[0], followedBy: rest, encoding)
        try check(try ImageFile.open(folder.write(bytes)).images[0].source)
    }

    @Test func `planes that are not in the file leave the first page`() throws {
        let path = try folder.write(TIFFWriter.file(of: [pages()[0]]))
        #expect(try ImageFile.open(path).images[0].source.dimensions == Dimensions(x: 20, y: 10))
    }

    @Test func `absurd counts leave the first page`() throws {
        for count in ["-3", "9999999999999999999", "4611686018427387904", "x", ""] {
            var page = pages()[0]
            page.description = "ImageJ=1\nchannels=\(count)\nslices=\(count)\nframes=2\n"
            let path = try folder.write(TIFFWriter.file(of: [page]))
            let source = try ImageFile.open(path).images[0].source
            #expect(source.dimensions.x == 20)
            #expect(source.dimensions.z * source.dimensions.c * source.dimensions.t <= 2)
        }
    }
}
