import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite(.enabled(if: TestData.isPresent, "\(TestData.absent)"))
struct `Foreign images` {
    static let readable = [
        "multi-channel-z-series.ome.tif", "4D-series.ome.tif", "cells-2c.ome.tif", "cells.ome.tif",
        "test_pyramid.ome.tif", "boxes.tiff", "quad-tile.jpg.tiff", "predictor-3-gray-f32.tif",
        "xyc_16bit__hela-cells.tif", "xyzc_16bit__dna_conf_wf.tif",
        "xyt_calibrated_16bit__golgi_bfa_sum_projection.tif", "E34_imc.tiff", "nuclei.tif",
        "AS_09125_050116030001_D03f00d0.tif", "ihc.png", "retina.jpg", "yb10kx5k.zstd.tiff",
        "int16_zstd.tif",
    ]

    @Test(arguments: readable) func `dimensions and type are as other readers see them`(
        name: String
    ) throws {
        let expected = try ExpectedImage(name)
        let source = try ImageFile.open(TestData.path("dev/" + name)).images[0].source
        #expect(source.dimensions == expected.dimensions)
        #expect(source.pixelType == expected.pixelType)
        #expect(source.channels.count == expected.dimensions.c)
        #expect(source.levels == expected.levels)
    }

    @Test(arguments: readable) func `probed pixels have the values other readers see`(
        name: String
    ) throws {
        let expected = try ExpectedImage(name)
        let source = try ImageFile.open(TestData.path("dev/" + name)).images[0].source
        for probe in expected.probes {
            let pixel = Region(x: probe.x, y: probe.y, width: 1, height: 1)
            let buffer = try source.read(probe.plane, pixel, level: 0)
            #expect(buffer.doubles == [probe.value], "\(probe)")
        }
    }

    @Test(arguments: readable) func `every channel spans the values other readers see`(
        name: String
    ) throws {
        let expected = try ExpectedImage(name)
        let source = try ImageFile.open(TestData.path("dev/" + name)).images[0].source
        for channel in expected.channels {
            let values = try source.whole(PlaneIndex(z: 0, c: channel.index, t: 0)).doubles
            #expect(values.min() == channel.min)
            #expect(values.max() == channel.max)
        }
    }

    /// Planes of more pixels are held to the probes alone.
    private static let planePixelsMax = 1 << 24

    @Test(arguments: readable)
    func `every plane and level is the same as other readers see, to the bit`(
        name: String
    ) throws {
        let expected = try ExpectedImage(name)
        let source = try ImageFile.open(TestData.path("dev/" + name)).images[0].source
        var checksums: [String] = []
        var contents: [[UInt8]] = []
        for (plane, checksum) in expected.planeChecksums {
            checksums.append(checksum)
            contents.append(try source.whole(plane).bytes)
        }
        for (level, checksum) in expected.levelChecksums.enumerated() {
            let size = source.levels[level]
            guard size.width * size.height <= Self.planePixelsMax else { continue }
            let whole = Region(x: 0, y: 0, width: size.width, height: size.height)
            checksums.append(checksum)
            contents.append(
                try source.read(PlaneIndex(z: 0, c: 0, t: 0), whole, level: level).bytes
            )
        }
        #expect(!checksums.isEmpty)
        #expect(try Checksum.sha256(ofEach: contents) == checksums)
    }

    @Test func `levels of a pyramid of pages hold pixels of their size`() throws {
        let source = try ImageFile.open(TestData.path("dev/boxes.tiff")).images[0].source
        for (level, size) in source.levels.enumerated() {
            let plane = PlaneIndex(z: 0, c: 2, t: 0)
            let whole = Region(x: 0, y: 0, width: size.width, height: size.height)
            let values = try source.read(plane, whole, level: level).doubles
            #expect(values.count == size.width * size.height)
            #expect(values.max() == 255)
        }
    }

    @Test func `a companion document joins the planes of five files`() throws {
        let path = TestData.path("dev/multifile-companion/multifile-Z2.ome.tiff")
        let file = try ImageFile.open(path)
        let source = file.images[0].source
        #expect(source.dimensions == Dimensions(x: 18, y: 24, z: 5))
        #expect(file.members.count == 6)
        #expect(file.members.contains { $0.hasSuffix("multifile.companion.ome") })
        #expect(file.images[0].name == "multifile")
        #expect(file.images[0].acquisitionSeconds == 1_267_542_539)
        #expect(source.channels[0].color == RGBAColor(red: 128, green: 0, blue: 0, alpha: 0))
        for z in 0..<5 {
            let own = TestData.path("dev/multifile-companion/multifile-Z\(z + 1).ome.tiff")
            let first = try source.whole(PlaneIndex(z: z, c: 0, t: 0)).doubles
            let again = try ImageFile.open(own).images[0].source
                .whole(PlaneIndex(z: z, c: 0, t: 0)).doubles
            #expect(first == again)
        }
        let planes = try (0..<5).map { try source.whole(PlaneIndex(z: $0, c: 0, t: 0)).bytes }
        let record = try ExpectedImage.record("multifile-companion")["assembled"] as? [String: Any]
        let checksums = try #require(record?["planes"] as? [String: String])
        let expected = (0..<5).map { checksums["c0z\($0)t0"] ?? "" }
        #expect(try Checksum.sha256(ofEach: planes) == expected)
        let fourth = try source.whole(PlaneIndex(z: 3, c: 0, t: 0)).doubles
        #expect(fourth.max() == 252)
    }

    @Test func `every plane of an exported plate opens with its range`() throws {
        let files = try ExpectedImage.record("imagexpress-9987_Plate_3435")["files"]
        let planes = try #require(files as? [String: [String: Any]])
        for (name, plane) in planes where name.hasSuffix(".TIF") {
            let path = TestData.path("dev/imagexpress-9987_Plate_3435/" + name)
            let source = try ImageFile.open(path).images[0].source
            let whole = try source.whole(PlaneIndex(z: 0, c: 0, t: 0))
            let values = whole.doubles
            #expect(source.pixelType == .uint16)
            #expect(try Checksum.sha256(of: whole.bytes) == plane["sha256_plane"] as? String)
            #expect(values.min() == plane["min"] as? Double)
            #expect(values.max() == plane["max"] as? Double)
        }
    }
}
