import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite(.enabled(if: SyntheticImages.isPresent, "\(SyntheticImages.absent)"))
struct `Synthetic images` {
    @Test func `every file opens`() throws {
        let paths = try SyntheticImages.tiffPaths()
        #expect(paths.count >= 64)
        #expect(SyntheticImages.tiffs.count >= 58)
        for path in paths {
            let images = try ImageFile.open(path).images
            #expect(!images.isEmpty, "\(path)")
        }
    }

    @Test func `channels of a noisy stack span the values that were written`() throws {
        let name = "phantom-c3z5t3.ome.tif"
        let record = try #require(SyntheticImages.records()[name])
        let channels = try #require(record["channels"] as? [[String: Any]])
        let source = try ImageFile.open(SyntheticImages.path(name)).images[0].source
        #expect(source.dimensions == Dimensions(x: 512, y: 384, z: 5, c: 3, t: 3))
        #expect(source.physicalSize.zMicrometres == 1)
        #expect(source.channels.map(\.name) == ["DAPI", "FITC", "Cy5"])
        for (c, channel) in channels.enumerated() {
            var range: ClosedRange<Double>?
            for (z, t) in (0..<5).flatMap({ z in (0..<3).map { (z, $0) } }) {
                let values = try source.whole(PlaneIndex(z: z, c: c, t: t)).doubles
                let (low, high) = (try #require(values.min()), try #require(values.max()))
                range = min(low, range?.lowerBound ?? low)...max(high, range?.upperBound ?? high)
            }
            #expect(range?.lowerBound == channel["min"] as? Double)
            #expect(range?.upperBound == channel["max"] as? Double)
        }
    }

    @Test(arguments: SyntheticImages.tiffs)
    func `sizes, types and levels are what was written`(image: SyntheticImage) throws {
        let images = try ImageFile.open(image.path).images
        let source = images[0].source
        #expect(images.count == 1)
        #expect(source.dimensions == image.dimensions)
        #expect(source.pixelType == image.pixelType)
        #expect(source.levels == image.levels)
        #expect(source.channels.count == image.dimensions.c)
    }

    @Test(arguments: SyntheticImages.tiffs)
    func `every level has the pixels that were written`(image: SyntheticImage) throws {
        let source = try ImageFile.open(image.path).images[0].source
        for level in source.levels.indices {
            for plane in Self.someOf(source.dimensions) {
                for region in Self.someOf(source.levels[level]) {
                    try compare(source, image, plane, region, level)
                }
            }
        }
    }

    private func compare(
        _ source: any PixelSource,
        _ image: SyntheticImage,
        _ plane: PlaneIndex,
        _ region: Region,
        _ level: Int
    ) throws {
        let values = try source.read(plane, region, level: level).doubles
        #expect(values.count == region.width * region.height)
        var errors = 0
        for (index, value) in values.enumerated() {
            let x = region.x + index % region.width
            let y = region.y + index / region.width
            let expected = image.expected(plane, x: x << level, y: y << level)
            if abs(value - expected) > image.errorMax?[level] ?? 0 { errors += 1 }
        }
        #expect(errors == 0, "level \(level), \(plane), \(region)")
    }

    /// First and last of each dimension, and one between.
    private static func someOf(_ size: Dimensions) -> Set<PlaneIndex> {
        [
            PlaneIndex(z: 0, c: 0, t: 0),
            PlaneIndex(z: size.z - 1, c: 0, t: 0),
            PlaneIndex(z: 0, c: size.c - 1, t: 0),
            PlaneIndex(z: 0, c: 0, t: size.t - 1),
            PlaneIndex(z: size.z / 2, c: size.c / 2, t: size.t / 2),
            PlaneIndex(z: size.z - 1, c: size.c - 1, t: size.t - 1),
        ]
    }

    /// The corners, the middle across the edges of tiles, and the whole of what is small.
    private static func someOf(_ size: PixelSize) -> Set<Region> {
        if size.width * size.height <= 1 << 14 {
            return [Region(x: 0, y: 0, width: size.width, height: size.height)]
        }
        let (width, height) = (min(size.width, 40), min(size.height, 40))
        let (right, bottom) = (size.width - width, size.height - height)
        let corners = [
            (0, 0), (right, 0), (0, bottom), (right, bottom),
            (min(right, 240), min(bottom, 230)), (right / 2, bottom / 2),
        ]
        return Set(corners.map { Region(x: $0.0, y: $0.1, width: width, height: height) })
    }

    @Test func `three images of one file have their own sizes, types and metadata`() throws {
        let images = try ImageFile.open(SyntheticImages.path("multi-image-roi.ome.tif")).images
        let types: [PixelType] = [.uint8, .uint16, .float]
        let sizes = [
            Dimensions(x: 64, y: 48), Dimensions(x: 100, y: 30, c: 3),
            Dimensions(x: 33, y: 77, c: 2),
        ]
        #expect(images.map(\.source.pixelType) == types)
        #expect(images.map(\.source.dimensions) == sizes)
        #expect(images.map(\.name) == (0..<3).map { "series \($0) é中" })
        #expect(images[1].description == "image 1 <b>not bold</b>")
        // 2020-02-01T03:04:05 and the days after it.
        #expect(images.map(\.acquisitionSeconds) == [1_580_526_245, 1_580_612_645, 1_580_699_045])
        let widths = images.map(\.source.physicalSize.xMicrometres)
        #expect(widths == [0.1, 0.2 * 1e-3, 0.3 * 1e3])
        for (image, type) in zip(images, types) {
            let source = image.source
            let plane = PlaneIndex(z: 0, c: source.dimensions.c - 1, t: 0)
            let values = try source.whole(plane).doubles
            let expected = (0..<values.count).map { index in
                SyntheticImage.formula(
                    type,
                    plane,
                    x: index % source.dimensions.x,
                    y: index / source.dimensions.x
                )
            }
            #expect(values == expected)
        }
    }

    @Test func `numbers that are none and those without end come through`() throws {
        let source = try ImageFile.open(SyntheticImages.path("float-nan.ome.tif")).images[0].source
        let pixels = Region(x: 0, y: 0, width: 5, height: 1)
        let values = try source.read(PlaneIndex(z: 0, c: 0, t: 0), pixels, level: 0).doubles
        #expect(values[0].isNaN)
        #expect(values[1...3].elementsEqual([.infinity, -.infinity, 0]))
        #expect(values[3].sign == .minus)
        #expect(values[4] == -993)
    }

    @Test func `a set of files gives all its time points`() throws {
        let file = try ImageFile.open(SyntheticImages.path("multifile-t/t1.ome.tif"))
        #expect(file.members.count == 4)
        #expect(file.images[0].source.dimensions.t == 4)
    }
}
