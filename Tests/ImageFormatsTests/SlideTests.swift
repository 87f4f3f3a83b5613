import Foundation
import Kernel
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite(.enabled(if: TestData.isPresent, "\(TestData.absent)"))
struct `Whole slides` {
    static let names = ["CMU-1-Small-Region.svs", "test3-TRITC_2_(560).ndpi"]

    @Test(arguments: names) func `levels, size and power are as another reader sees them`(
        name: String
    ) throws {
        let expected = try Expected(name)
        let image = try ImageFile.open(TestData.path("dev/" + name)).images[0]
        #expect(image.source.levels == expected.levels.map(\.size))
        #expect(image.source.pixelType == .uint8)
        #expect(image.source.channels.map(\.color) == RGBAColor.primaries)
        #expect(image.nominalMagnification == expected.objectivePower)
        let size = image.source.physicalSize
        #expect(abs((size.xMicrometres ?? 0) - expected.micrometres) < 1e-9)
        #expect(abs((size.yMicrometres ?? 0) - expected.micrometres) < 1e-9)
    }

    @Test(arguments: names) func `a region of each level has the pixels another reader sees`(
        name: String
    ) throws {
        let expected = try Expected(name)
        let source = try ImageFile.open(TestData.path("dev/" + name)).images[0].source
        for (level, record) in expected.levels.enumerated() {
            let pixels = try Self.interleaved(source, record.region, level: level)
            #expect(try Checksum.sha256(of: pixels) == record.checksum, "level \(level)")
        }
    }

    @Test(arguments: names) func `the whole of the first level has the pixels another reader sees`(
        name: String
    ) throws {
        let expected = try Expected(name)
        let source = try ImageFile.open(TestData.path("dev/" + name)).images[0].source
        let size = source.levels[0]
        let whole = Region(x: 0, y: 0, width: size.width, height: size.height)
        let pixels = try Self.interleaved(source, whole, level: 0)
        #expect(try Checksum.sha256(of: pixels) == expected.wholeChecksum)
        for probe in try ExpectedImage(name).probes {
            #expect(
                Double(pixels[(probe.y * size.width + probe.x) * 3 + probe.plane.c]) == probe.value
            )
        }
    }

    @Test(arguments: names) func `pictures beside the slide are images of their own`(
        name: String
    ) throws {
        let expected = try Expected(name)
        let images = try ImageFile.open(TestData.path("dev/" + name)).images.dropFirst()
        let order = ["label image", "macro image", "thumbnail image"]
        #expect(images.map(\.name) == order.filter { expected.associated[$0] != nil })
        for image in images {
            let size = image.source.levels[0]
            let whole = Region(x: 0, y: 0, width: size.width, height: size.height)
            let pixels = try Self.interleaved(image.source, whole, level: 0)
            #expect(try Checksum.sha256(of: pixels) == expected.associated[image.name ?? ""])
            let part = Region(x: 5, y: 7, width: 20, height: 10)
            let cut = try image.source.read(PlaneIndex(z: 0, c: 1, t: 0), part, level: 0).doubles
            #expect(cut[20 * 3 + 4] == Double(pixels[((7 + 3) * size.width + 5 + 4) * 3 + 1]))
        }
    }

    @Test func `names say what a file is`() throws {
        let slide = try ImageFile.open(TestData.path("dev/CMU-1-Small-Region.svs"))
        #expect(slide.format == "Aperio SVS")
        #expect(slide.members == [slide.path])
        let tile = slide.images[0].source.tileSize(level: 0)
        #expect(tile == PixelSize(width: 240, height: 240))
        for name in ["a.SVS", "a.ndpi", "a.mrxs", "a.vms", "a.scn", "a.bif"] {
            #expect(ImageFile.isCandidate(name))
        }
    }

    @Test func `pyramids of OME-TIFF and plain TIFF keep to their own reader`() throws {
        let files = [("test_pyramid.ome.tif", "OME-TIFF", 3), ("boxes.tiff", "TIFF", 4)]
        for (name, format, levels) in files {
            let file = try ImageFile.open(TestData.path("dev/" + name))
            #expect(file.format == format)
            #expect(file.images[0].source.levels.count == levels)
        }
    }

    @Test func `many threads read one slide`() async throws {
        let path = TestData.path("dev/CMU-1-Small-Region.svs")
        let source = try ImageFile.open(path).images[0].source
        let regions = (0..<24).map { Region(x: 70 * $0, y: 90 * $0, width: 130, height: 110) }
        let expected = try regions.map { try Self.interleaved(source, $0, level: 0) }
        let again = try ImageFile.open(path).images[0].source
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<96 {
                group.addTask {
                    let region = regions[index % regions.count]
                    let pixels = try Self.interleaved(again, region, level: 0)
                    return pixels == expected[index % regions.count]
                }
            }
            for try await isSame in group { #expect(isSame) }
        }
    }

    @Test func `more than a read may deliver is refused`() throws {
        var limits = ReadLimits()
        limits.decodedBytesPerRead = 4 * 100 * 100
        limits.picturePixels = 1000
        let path = TestData.path("dev/CMU-1-Small-Region.svs")
        let images = try ImageFile.open(path, limits: limits).images
        let plane = PlaneIndex(z: 0, c: 0, t: 0)
        let fits = Region(x: 0, y: 0, width: 100, height: 100)
        #expect(try images[0].source.read(plane, fits, level: 0).doubles.count == 10_000)
        #expect(throws: ImageFormatError.self) {
            try images[0].source.read(
                plane,
                Region(x: 0, y: 0, width: 101, height: 100),
                level: 0
            )
        }
        let limit = "1000 pixels of its label image"
        #expect(throws: ImageFormatError.beyondLimit(file: path, limit: limit)) {
            try images[1].source.read(plane, Region(x: 0, y: 0, width: 1, height: 1), level: 0)
        }
    }

    @Test func `a damaged tile costs the pictures that need it and no others`() throws {
        let folder = try TemporaryFolder()
        var bytes = try TestData.read("dev/CMU-1-Small-Region.svs")
        let container = try TIFFContainer(
            File.openOrFail(TestData.path("dev/CMU-1-Small-Region.svs")),
            ReadLimits()
        )
        let layout = try container.layout(at: container.directoryOffsets[0])
        let place = try #require(try layout.place(ofChunk: 0))
        for index in 0..<64 { bytes[place.offset + index] = 0 }
        let source = try ImageFile.open(folder.write(bytes, as: "damaged.svs")).images[0].source
        let plane = PlaneIndex(z: 0, c: 0, t: 0)
        let damaged = Region(x: 0, y: 0, width: 20, height: 20)
        let sound = Region(x: 300, y: 300, width: 20, height: 20)
        for _ in 0..<3 {
            #expect(throws: ImageFormatError.self) {
                try source.read(plane, damaged, level: 0)
            }
            #expect(try source.read(plane, sound, level: 0).doubles.count == 400)
        }
        // Another that was not read before, so that it is not merely kept.
        let other = Region(x: 600, y: 600, width: 20, height: 20)
        #expect(try source.read(plane, other, level: 0).doubles.count == 400)
    }

    @Test func `a slide that is cut off is refused or read, and says why`() throws {
        let folder = try TemporaryFolder()
        let whole = try TestData.read("dev/CMU-1-Small-Region.svs")
        for count in [100, 5000, 500_000, 1_500_000, 1_938_000] {
            let path = try folder.write(Array(whole[..<count]), as: "cut.svs")
            do {
                let source = try ImageFile.open(path).images[0].source
                _ = try Self.interleaved(
                    source,
                    Region(x: 0, y: 0, width: 64, height: 64),
                    level: 0
                )
            } catch let error as ImageFormatError {
                #expect(error.description.hasPrefix(path))
            }
        }
    }

    private static func interleaved(
        _ source: any PixelSource,
        _ region: Region,
        level: Int
    ) throws -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: region.width * region.height * 3)
        for c in 0..<3 {
            let buffer = try source.read(PlaneIndex(z: 0, c: c, t: 0), region, level: level)
            guard case .uint8(let samples) = buffer.samples else { continue }
            for index in samples.indices { pixels[index * 3 + c] = samples[index] }
        }
        return pixels
    }
}

/// What another reader saw in a slide: the part `openslide` of a record of `expected.json`.
private struct Expected {
    struct Level {
        let size: PixelSize
        let region: Region
        let checksum: String
    }

    let levels: [Level]
    let micrometres: Double
    let objectivePower: Double?
    let wholeChecksum: String
    /// SHA-256 by the name of the image.
    let associated: [String: String]

    init(_ name: String) throws {
        let record = try ExpectedImage.record(name)
        let slide = try #require(record["openslide"] as? [String: Any])
        let records = try #require(slide["levels"] as? [[String: Any]])
        levels = try records.map { level in
            let region = try #require(level["region_level_px"] as? [Int])
            return Level(
                size: PixelSize(
                    width: try #require(level["sizeX"] as? Int),
                    height: try #require(level["sizeY"] as? Int)
                ),
                region: Region(x: region[0], y: region[1], width: region[2], height: region[3]),
                checksum: try #require(level["sha256_rgb"] as? String)
            )
        }
        wholeChecksum = try #require(records[0]["sha256_rgb_full"] as? String)
        micrometres = try #require((slide["mpp"] as? [String])?.first.flatMap { Double($0) })
        objectivePower = (slide["objective_power"] as? String).flatMap { Double($0) }
        let pictures = try #require(slide["associated"] as? [String: [String: Any]])
        associated = try Dictionary(
            uniqueKeysWithValues: pictures.map {
                ($0.key + " image", try #require($0.value["sha256_rgb"] as? String))
            }
        )
    }
}
