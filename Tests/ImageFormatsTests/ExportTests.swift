import Archives
import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// What is exported is read again by this program's own readers; others read it in `ops/cluster/downloads`.
@Suite struct `Exported images` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Values that differ from pixel to pixel, plane to plane and level to level.
    private struct Formula: PixelSource {
        var dimensions: Dimensions
        var pixelType: PixelType
        var levels: [PixelSize]
        var significantBits: Int { 8 * pixelType.byteCount }
        var channels: [ChannelMetadata] {
            (0..<dimensions.c).map { ChannelMetadata(name: "channel <\($0)>") }
        }
        var physicalSize: PhysicalSize { PhysicalSize(xMicrometres: 0.5, yMicrometres: 0.25) }
        func tileSize(level: Int) -> PixelSize { PixelSize(width: 256, height: 128) }

        func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
            let offset = plane.z * 7 + plane.c * 31 + plane.t * 131 + level * 17
            let values = (region.y..<(region.y + region.height)).flatMap { y in
                (region.x..<(region.x + region.width)).map { $0 &* 3 &+ y &* 5 &+ offset }
            }
            let samples: PixelBuffer.Samples =
                switch pixelType {
                case .bit: .uint8(values.map { UInt8($0 % 2) })
                case .uint8: .uint8(values.map { UInt8(truncatingIfNeeded: $0) })
                case .int8: .int8(values.map { Int8(truncatingIfNeeded: $0) })
                case .uint16: .uint16(values.map { UInt16(truncatingIfNeeded: $0) })
                case .int16: .int16(values.map { Int16(truncatingIfNeeded: $0 - 999) })
                case .uint32: .uint32(values.map { UInt32(truncatingIfNeeded: $0) })
                case .int32: .int32(values.map { Int32(truncatingIfNeeded: $0 - 999) })
                case .float: .float(values.map { Float($0) / 3 })
                case .double: .double(values.map { Double($0) / 3 })
                }
            return PixelBuffer(
                size: PixelSize(width: region.width, height: region.height),
                samples: samples
            )
        }

        var text: OMEImageText {
            var text = OMEImageText(
                name: "a <b> & \u{1}\"c\"",
                dimensions: dimensions,
                pixelType: pixelType
            )
            text.channels = channels
            text.physicalSize = physicalSize
            return text
        }

        var layout: OMETIFFLayout {
            OMETIFFLayout(text, levels: levels, tileSize: tileSize(level: 0))
        }
    }

    private static let pyramid = Formula(
        dimensions: Dimensions(x: 1500, y: 1100, c: 2),
        pixelType: .uint16,
        levels: [
            PixelSize(width: 1500, height: 1100), PixelSize(width: 750, height: 550),
            PixelSize(width: 375, height: 275),
        ]
    )

    private func bytes(_ content: any ByteContent, from start: Int = 0) throws -> [UInt8] {
        let reader = try content.reader()
        var bytes: [UInt8] = []
        while start + bytes.count < content.byteCount {
            bytes += try reader.bytes(from: start + bytes.count)
        }
        return bytes
    }

    private func expectEqual(_ found: any PixelSource, _ source: Formula) throws {
        #expect(found.dimensions == source.dimensions)
        #expect(found.levels == source.levels)
        #expect(found.physicalSize == source.physicalSize)
        for (level, size) in source.levels.enumerated() {
            let region = Region(x: 0, y: 0, width: size.width, height: size.height)
            for t in 0..<source.dimensions.t {
                for c in 0..<source.dimensions.c {
                    for z in 0..<source.dimensions.z {
                        let plane = PlaneIndex(z: z, c: c, t: t)
                        let one = try found.read(plane, region, level: level)
                        let other = try source.read(plane, region, level: level)
                        #expect(one.sampleBytes == other.sampleBytes, "\(plane) \(level)")
                    }
                }
            }
        }
    }

    @Test(arguments: PixelType.allCases)
    func `every plane of every type comes back from TIFF`(_ type: PixelType) throws {
        let source = Formula(
            dimensions: Dimensions(x: 33, y: 17, z: 3, c: 2, t: 2),
            pixelType: type,
            levels: [PixelSize(width: 33, height: 17)]
        )
        let export = OMETIFFExport(source, source.layout)
        let path = try folder.write(bytes(export), to: "\(type).ome.tif")
        let file = try ImageFile.open(path)
        #expect(file.format == "OME-TIFF")
        let image = try #require(file.images.first)
        #expect(image.name == "a <b> & \"c\"")
        #expect(image.source.channels.map(\.name) == ["channel <0>", "channel <1>"])
        try expectEqual(image.source, source)
    }

    @Test func `a pyramid comes back from TIFF in tiles, level by level`() throws {
        let source = Self.pyramid
        let path = try folder.write(bytes(OMETIFFExport(source, source.layout)), to: "p.ome.tif")
        let found = try #require(ImageFile.open(path).images.first).source
        #expect(found.tileSize(level: 0) == source.tileSize(level: 0))
        try expectEqual(found, source)
    }

    @Test func `what comes from any place on is the same whether the beginning was sent or not`()
        throws
    {
        let source = Self.pyramid
        let export = OMETIFFExport(source, source.layout)
        let whole = try bytes(export)
        #expect(whole.count == export.byteCount)
        let starts = Array(0..<600) + Array(stride(from: 600, to: whole.count, by: 99_991))
        for start in starts {
            let piece = try export.bytes(from: start)
            #expect(!piece.isEmpty)
            #expect(piece.elementsEqual(whole[start...].prefix(piece.count)), "\(start)")
        }
    }

    @Test func `a file of more than four gigabytes is a BigTIFF whose places fit its length`()
        throws
    {
        let side = 40_000
        let source = Formula(
            dimensions: Dimensions(x: side, y: side, c: 3),
            pixelType: .uint8,
            levels: [PixelSize(width: side, height: side), PixelSize(width: 9000, height: 9000)]
        )
        let export = OMETIFFExport(source, source.layout)
        #expect(export.byteCount > 4_800_000_000)
        #expect(try export.bytes(from: 0)[2] == 43)
        // Only what is looked at is made: the head of the file, and a tile in the middle.
        let layout = source.layout
        let last = try export.bytes(from: export.byteCount - 1)
        #expect(last.count == 1)
        var head = try bytes(Head(export: export, byteCount: layout.dataStart))
        #expect(head.count == layout.dataStart)
        head.removeAll()
        let small = Self.pyramid
        #expect(try OMETIFFExport(small, small.layout).bytes(from: 0)[2] == 42)
    }

    private struct Head: ByteContent {
        let export: OMETIFFExport
        let byteCount: Int
        func reader() -> any ByteReader { export }
    }

    @Test func `a large image without a pyramid gets one, of means`() throws {
        let size = PixelSize(width: 4097, height: 3000)
        let source = Formula(
            dimensions: Dimensions(x: size.width, y: size.height),
            pixelType: .uint16,
            levels: [size]
        )
        let levels = ExportedPyramid.levels(of: [size])
        #expect(levels.map(\.width) == [4097, 2048, 1024, 512])
        #expect(levels.map(\.height) == [3000, 1500, 750, 375])
        let pyramid = ExportedPyramid.source(over: source)
        let plane = PlaneIndex(z: 0, c: 0, t: 0)
        let part = Region(x: 509, y: 371, width: 3, height: 4)
        let found = try pyramid.read(plane, part, level: 3).sampleBytes
        let square = try source.read(
            plane,
            Region(x: 509 * 8, y: 371 * 8, width: 24, height: 32),
            level: 0
        )
        guard case .uint16(let samples) = square.samples else {
            Issue.record("another type")
            return
        }
        for (index, low) in stride(from: 0, to: found.count, by: 2).enumerated() {
            let (column, row) = (index % 3, index / 3)
            let values = (0..<8).flatMap { y in
                (0..<8).map { x in Int(samples[(row * 8 + y) * 24 + column * 8 + x]) }
            }
            let mean = Int(found[low]) | Int(found[low + 1]) << 8
            #expect(mean == values.reduce(0, +) / 64)
        }
        #expect(ExportedPyramid.levels(of: [PixelSize(width: 900, height: 900)]).count == 1)
    }

    @Test(arguments: PixelType.allCases)
    func `every plane of every type comes back from Zarr`(_ type: PixelType) throws {
        let source = Formula(
            dimensions: Dimensions(x: 600, y: 530, z: 2, c: 2),
            pixelType: type == .bit ? .uint8 : type,
            levels: [PixelSize(width: 600, height: 530), PixelSize(width: 300, height: 265)]
        )
        let export = try #require(OMEZarrExport(source, source.text))
        for file in export.files {
            let path = "\(type).zarr/" + file.path
            let parent = folder.path(path).split(separator: "/").dropLast().joined(separator: "/")
            try FileManager.default.createDirectory(
                atPath: "/" + parent,
                withIntermediateDirectories: true
            )
            try folder.write(bytes(file.content), to: path)
        }
        let file = try ImageFile.open(folder.path("\(type).zarr"))
        try expectEqual(try #require(file.images.first).source, source)
    }

    @Test func `larger chunks keep a large image below the limit, and a giant is refused`() throws {
        func export(_ side: Int, _ sections: Int) -> OMEZarrExport? {
            let source = Formula(
                dimensions: Dimensions(x: side, y: side, z: sections),
                pixelType: .uint8,
                levels: [PixelSize(width: side, height: side)]
            )
            return OMEZarrExport(source, source.text)
        }
        #expect(try #require(export(4096, 100)).files.count == 8500 + 6)
        #expect(try #require(export(40_000, 10)).files.count == 21_400 + 10)
        #expect(export(40_000, 1000) == nil)
    }
}
