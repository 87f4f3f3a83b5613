import Foundation
import Kernel
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// Slides of several files; the pixels of this one are 60 × column of 8 in red, 200 × row in green.
@Suite struct `Slides of several files` {
    /// 32 × 16 pixels with restart markers, and half of it.
    private static let image = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkI
        BgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoK
        CgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wAARCAAQACADAREAAhEBAxEB/8QAHwAAAQUBAQEB
        AQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKB
        kaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1
        dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl
        5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcF
        BAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5
        OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0
        tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/90ABAAC/9oADAMBAAIRAxEAPwD8
        E6/UDjPRK+XP3g//0PyfoP7kPSK+XP3g/9HHr+Rz/KM9Ir5c/eD/0veK/wA8z8TPSK+XP3g//9k=
        """
    )
    private static let map = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkI
        BgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoK
        CgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wAARCAAIABADAREAAhEBAxEB/8QAHwAAAQUBAQEB
        AQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKB
        kaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1
        dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl
        5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcF
        BAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5
        OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0
        tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/90ABAAB/9oADAMBAAIRAxEAPwD4
        g8Af8EVd32v/AIyW/wCef/Mm/wC9/wBPlfm+ZePHwf8ACd3/AOX3p/06Pwfgn6TH+8f8JX8n/L//ABf9OT//
        0PL/AIff8EU/+Pz/AIyW/wCef/Mm/wC9/wBPlfzLmXjz8H/Cd3/5fen/AE6P3jgn6TH+8f8ACV/J/wAv/wDF
        /wBOT//Z
        """
    )

    private static func bytes(_ base64: String) -> [UInt8] {
        [UInt8](Data(base64Encoded: base64.filter { !$0.isWhitespace }) ?? Data())
    }

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try folder.write(Self.image, as: "image.jpg")
        _ = try folder.write(Self.map, as: "map.jpg")
    }

    private func index(image: String = "image.jpg", macro: String = "map.jpg") throws -> String {
        let text = """
            [Virtual Microscope Specimen]
            NoLayers=1
            NoJpegColumns=1
            NoJpegRows=1
            ImageFile=\(image)
            MapFile=map.jpg
            MacroImage=\(macro)
            PhysicalWidth=16000
            PhysicalHeight=8000
            SourceLens=20

            """
        return try folder.write(Array(text.utf8), as: "slide.vms")
    }

    @Test func `an index of JPEG files is a slide with its members`() throws {
        let file = try ImageFile.open(index())
        let names = file.members.map { $0.split(separator: "/").last ?? "" }
        #expect(names == ["slide.vms", "image.jpg", "map.jpg"])
        let slide = file.images[0]
        #expect(slide.nominalMagnification == 20)
        #expect(slide.source.physicalSize.xMicrometres == 0.5)
        #expect(
            slide.source.levels.prefix(2) == [
                PixelSize(width: 32, height: 16), PixelSize(width: 16, height: 8),
            ]
        )
        let pixel = Region(x: 20, y: 12, width: 1, height: 1)
        let color = try (0..<3).map {
            try slide.source.read(PlaneIndex(z: 0, c: $0, t: 0), pixel, level: 0).doubles[0]
        }
        #expect(zip(color, [120, 200, 40]).allSatisfy { abs($0 - $1) <= 3 })
        #expect(file.images.dropFirst().map(\.name) == ["macro image"])
    }

    @Test(arguments: ["../image.jpg", "/etc/passwd", "..\\image.jpg"])
    func `a member outside the folder is refused by name`(member: String) throws {
        let path = try index(image: member)
        let expected = "a name in the folder of the slide, not \(member)"
        #expect(throws: ImageFormatError.malformed(file: path, offset: 70, expected: expected)) {
            try ImageFile.open(path)
        }
    }

    @Test func `a slide without its files is refused`() throws {
        let path = try index(image: "missing.jpg")
        #expect(throws: ImageFormatError.self) { try ImageFile.open(path) }
        let other = try folder.write(Self.image, as: "alone.mrxs")
        #expect(throws: ImageFormatError.self) { try ImageFile.open(other) }
    }

    @Test func `an index that names files outside its folder is refused by MIRAX too`() throws {
        let slide = try folder.write(Self.image, as: "slide.mrxs")
        let data = folder.path + "/slide"
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let text = "\u{FEFF}[HIERARCHICAL]\r\nINDEXFILE = ../../Index.dat\r\n"
        try Data(text.utf8).write(to: URL(filePath: data + "/Slidedat.ini"))
        #expect(throws: ImageFormatError.self) { try ImageFile.open(slide) }
    }

    /// The corpus of the fuzzer of indexes, whose first byte says which format they are of.
    @Test func `every index is read or refused`() throws {
        let corpus = PackageFolder.path + "/fuzz/corpus/FuzzSlideIndex"
        let names = try FileManager.default.contentsOfDirectory(atPath: corpus)
        #expect(names.count >= 3)
        let data = folder.path + "/a"
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        for name in names {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: corpus + "/" + name)))
            let isMIRAX = bytes[0] & 1 == 1
            let index = isMIRAX ? "a/Slidedat.ini" : "a.vms"
            _ = try folder.write(Array(bytes.dropFirst()), as: index)
            let slide =
                isMIRAX ? try folder.write(Self.image, as: "a.mrxs") : folder.path + "/a.vms"
            do throws(ImageFormatError) {
                let images = try ImageFile.open(slide).images
                #expect(!images.isEmpty)
            } catch {
                #expect(error.description.hasPrefix(folder.path), "\(name)")
            }
        }
    }

    @Test func `pixels that were not scanned have the colour of the background`() {
        let pixels: [UInt32] = [0, 0xFF01_0203, 0x8040_2000, 0x0100_0001]
        let channels = SlideChannels(pixels, background: 0xF0F1F2)
        #expect(channels[0] == [0xF0, 1, 128, 0])
        #expect(channels[1] == [0xF1, 2, 64, 0])
        #expect(channels[2] == [0xF2, 3, 0, 255])
    }

    @Test func `rectangles that were used last are kept within their bytes`() throws {
        let rectangles = SlideRectangles(byteCountMax: 30)
        var reads = 0
        func read(_ x: Int) throws -> [UInt8] {
            let region = Region(x: x, y: 0, width: 4, height: 1)
            let key = SlideRectangles.Key(level: 0, region: region)
            return try rectangles.channels(key) {
                reads += 1
                return SlideChannels(
                    [UInt32](repeating: 0xFF00_0000 | UInt32(x), count: 4),
                    background: 0
                )
            }[2]
        }
        #expect(try read(1) == [1, 1, 1, 1])
        #expect(try read(2) == [2, 2, 2, 2])
        #expect(try read(1) == [1, 1, 1, 1])
        #expect(reads == 2)
        _ = try read(3)
        _ = try read(1)
        #expect(reads == 3)
        _ = try read(2)
        #expect(reads == 4)
    }
}

/// OpenSlide is asked about what bears the marks of a slide, and its answer counts.
@Suite struct `Marks of slides` {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func signature(_ bytes: [UInt8], as name: String) throws -> SlideSignature? {
        let file = try File.openOrFail(folder.write(bytes, as: name))
        return SlideSignature(file, Array(bytes.prefix(8)), ReadLimits())
    }

    private func page(_ description: String?) throws -> [UInt8] {
        try TIFFWriter.file(of: [SyntheticPages.page(12, 9, description: description)])
    }

    @Test func `a name or a description makes a slide of a TIFF file`() throws {
        let leica = "<scn xmlns=\"http://www.leica-microsystems.com/scn/2010/10/01\"/>"
        #expect(try signature(page(nil), as: "a.svs") == .tiff)
        #expect(try signature(page("Aperio Image Library"), as: "a.tif") == .tiff)
        #expect(try signature(page(leica), as: "a.tif") == .tiff)
        #expect(try signature(page(nil), as: "a.tif") == nil)
        #expect(try signature(page("a picture of an Aperio"), as: "a.tif") == nil)
        #expect(try signature(page("<OME></OME>"), as: "a.svs") == nil)
    }

    @Test func `other tags of makers make a slide of a TIFF file`() throws {
        var philips = try page("Philips DP v1.0")
        philips.rename(tag: TIFFTag.imageDescription, to: TIFFTag.software)
        #expect(try signature(philips, as: "a.tif") == .tiff)
        var ventana = try page("<xml><iScan/></xml>")
        ventana.rename(tag: TIFFTag.imageDescription, to: TIFFTag.xmp)
        #expect(try signature(ventana, as: "a.tif") == .tiff)
    }

    @Test func `only a name makes a slide of other files`() throws {
        let text = Array("[Virtual Microscope Specimen]".utf8)
        #expect(try signature(text, as: "a.vms") == .index)
        #expect(try signature(text, as: "a.txt") == nil)
    }

    @Test func `what OpenSlide does not know is read as what it is`() throws {
        let file = try ImageFile.open(folder.write(page(nil), as: "a.svs"))
        #expect(file.format == "TIFF")
        let path = try folder.write(page("Aperio Image Library"), as: "a.tif")
        #expect(throws: ImageFormatError.unsupported(file: path, feature: "Aperio SVS")) {
            try ImageFile.open(path)
        }
    }

    /// 32 × 32 pixels in tiles of 16 × 16, as Aperio describes them.
    private func aperio() throws -> String {
        let url = URL(filePath: PackageFolder.path + "/fuzz/corpus/FuzzTIFF/seed-aperio.tif")
        return try folder.write([UInt8](Data(contentsOf: url)), as: "small.tif")
    }

    @Test func `a small slide has what its description tells`() throws {
        let file = try ImageFile.open(aperio())
        #expect(file.format == "Aperio SVS")
        #expect(file.images[0].nominalMagnification == 20)
        #expect(file.images[0].source.physicalSize.xMicrometres == 0.5)
        #expect(file.images[0].source.levels == [PixelSize(width: 32, height: 32)])
    }

    @Test func `sizes of a slide beyond a limit are refused`() throws {
        let path = try aperio()
        var tiles = ReadLimits()
        tiles.decodedChunkBytes = 16 * 16 * 4 - 1
        let tileLimit = "1023 decoded bytes of one tile"
        #expect(throws: ImageFormatError.beyondLimit(file: path, limit: tileLimit)) {
            try ImageFile.open(path, limits: tiles)
        }
        var edges = ReadLimits()
        edges.edgePixels = 31
        let edgeLimit = "31 pixels of an edge"
        #expect(throws: ImageFormatError.beyondLimit(file: path, limit: edgeLimit)) {
            try ImageFile.open(path, limits: edges)
        }
    }
}
