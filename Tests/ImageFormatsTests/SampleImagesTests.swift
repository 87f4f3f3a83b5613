import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `Sample images` {
    @Test func `each opens, has contrast, and together they show what can be read`() throws {
        let folder = try TemporaryFolder()
        var names: [String] = []
        let paths = try SampleImages.write(into: folder.path, sectionEdge: 512) { _, _, name in
            names.append(name)
        }
        #expect(paths.count == 8)
        #expect(names.count == 9)
        var byteCount = 0
        for path in paths {
            #expect(ImageFile.isCandidate(path))
            let file = try ImageFile.open(path)
            for image in file.images {
                let plane = PlaneIndex(z: image.source.dimensions.z / 2, c: 0, t: 0)
                let last = image.source.levels.count - 1
                let size = image.source.levels[last]
                let whole = Region(x: 0, y: 0, width: size.width, height: size.height)
                let values = try image.source.read(plane, whole, level: last).doubles
                let (low, high) = (values.min() ?? 0, values.max() ?? 0)
                #expect(high - low > 50, "\(path)")
                if file.format == "OME-TIFF" { #expect(image.name != nil) }
            }
            byteCount += try #require(
                FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            )
        }
        #expect(byteCount < 25 << 20)
        try checkVariety(paths)
        try checkSecondRun(folder.path, paths)
    }

    private func checkVariety(_ paths: [String]) throws {
        let sources = try paths.map { try ImageFile.open($0).images[0].source }
        #expect(sources.contains { $0.dimensions.z > 1 && $0.dimensions.c == 3 })
        #expect(sources.contains { $0.dimensions.t > 10 })
        #expect(sources.contains { $0.levels.count == 2 && $0.dimensions.x == 512 })
        #expect(sources.contains { $0.pixelType == .int16 })
    }

    /// What is there stays as it is; what is missing comes back the same.
    private func checkSecondRun(_ folder: String, _ paths: [String]) throws {
        let kept = try #require(paths.first { $0.hasSuffix("cell-division.ome.tif") })
        let renewed = try #require(paths.first { $0.hasSuffix("bacteria.png") })
        let before = try Data(contentsOf: URL(filePath: renewed))
        try Data([1]).write(to: URL(filePath: kept))
        try FileManager.default.removeItem(atPath: renewed)
        #expect(try SampleImages.write(into: folder, sectionEdge: 512) { _, _, _ in } == paths)
        #expect(try Data(contentsOf: URL(filePath: renewed)) == before)
        #expect(try Data(contentsOf: URL(filePath: kept)).count == 1)
    }
}
