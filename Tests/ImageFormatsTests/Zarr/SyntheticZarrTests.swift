import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite(.enabled(if: SyntheticImages.isPresent, "\(SyntheticImages.absent)"))
struct `Synthetic OME-Zarr` {
    private func open(_ name: String) throws -> [FormatImage] {
        try ImageFile.open(SyntheticImages.path(name)).images
    }

    /// Compares a plane of a level, but for pixels that were left out on purpose.
    private func check(
        _ source: any PixelSource,
        _ plane: PlaneIndex,
        level: Int,
        shownTime: Int? = nil,
        _ name: String,
        exception: (_ x: Int, _ y: Int) -> Double? = { _, _ in nil }
    ) throws {
        let size = source.levels[level]
        let whole = Region(x: 0, y: 0, width: size.width, height: size.height)
        let values = try source.read(plane, whole, level: level).doubles
        let shown = PlaneIndex(z: plane.z, c: plane.c, t: shownTime ?? plane.t)
        var differing = 0
        for y in 0..<size.height {
            for x in 0..<size.width {
                let wanted =
                    exception(x, y)
                    ?? SyntheticImage.formula(source.pixelType, shown, x: x << level, y: y << level)
                if values[y * size.width + x] != wanted { differing += 1 }
            }
        }
        #expect(differing == 0, "\(name), level \(level), \(plane)")
    }

    private func planes(_ source: any PixelSource) -> [PlaneIndex] {
        let size = source.dimensions
        return (0..<size.t).flatMap { t in
            (0..<size.c).flatMap { c in (0..<size.z).map { PlaneIndex(z: $0, c: c, t: t) } }
        }
    }

    @Test func `every image equals the formula at every level`() throws {
        let records = try SyntheticImages.records("OME-Zarr").filter { $0.value["levels"] != nil }
        #expect(records.count > 30)
        for (name, record) in records {
            let source = try open(name)[0].source
            let levels = record["levels"] as? [[String: Any]]
            #expect(source.levels.count == levels?.count, "\(name)")
            #expect(source.physicalSize.xMicrometres == 0.65, "\(name)")
            #expect(source.channels[0].name == "Ch0", "\(name)")
            guard (record["omitted"] as? [String])?.isEmpty ?? false else { continue }
            for plane in planes(source) {
                // Large planes are compared at their lower levels, and in part.
                for level in source.levels.indices where source.levels[level].width <= 700 {
                    try check(source, plane, level: level, name)
                }
            }
        }
    }

    @Test(arguments: ["v04-pyramid.ome.zarr", "v05-pyramid-sharded.ome.zarr"])
    func `a region in the middle of a pyramid is its part of the formula`(name: String) throws {
        let source = try open(name)[0].source
        let region = Region(x: 1000, y: 777, width: 513, height: 511)
        let plane = PlaneIndex(z: 1, c: 2, t: 0)
        let values = try source.read(plane, region, level: 0).doubles
        let wanted = (0..<region.height).flatMap { y in
            (0..<region.width).map { x in
                SyntheticImage.formula(.uint16, plane, x: region.x + x, y: region.y + y)
            }
        }
        #expect(values == wanted)
    }

    @Test func `chunks that were never written are the fill value`() throws {
        let first = PlaneIndex(z: 0, c: 0, t: 0)
        let last = PlaneIndex(z: 2, c: 1, t: 1)
        let chunks = try open("v04-missing-chunks.ome.zarr")[0].source
        try check(chunks, first, level: 0, "chunks") { $0 < 64 && $1 < 64 ? 7 : nil }
        try check(chunks, last, level: 0, "chunks") { $0 >= 128 && $1 >= 64 ? 7 : nil }
        try check(chunks, PlaneIndex(z: 1, c: 0, t: 0), level: 0, "chunks")
        let shards = try open("v05-sharded-gzip-missing.ome.zarr")[0].source
        try check(shards, first, level: 0, "shards") { $0 < 256 && $1 < 256 ? 9 : nil }
        try check(shards, PlaneIndex(z: 3, c: 1, t: 1), level: 0, "shards") {
            $0 >= 256 && $1 >= 256 ? 9 : nil
        }
        let sparse = try open("v05-sharded-sparse.ome.zarr")[0].source
        try check(sparse, first, level: 0, "sparse") {
            (64..<192).contains($0) && (64..<192).contains($1) ? 0 : nil
        }
    }

    @Test func `every field of a plate is the one that its name says`() throws {
        for (name, record) in try SyntheticImages.records("OME-Zarr") {
            guard let fields = record["fields"] as? [String: [String: Any]] else { continue }
            let images = try open(name)
            #expect(images.count == fields.count, "\(name)")
            for (path, field) in fields {
                let parts = path.split(separator: "/")
                let number = try #require(Int(parts[2])) + 1
                let title = "\(name) [Well \(parts[0])\(parts[1]), Field \(number)]"
                let image = try #require(images.first { $0.name == title }, "\(title)")
                guard let time = field["formula_t"] as? Int else { continue }
                let plane = PlaneIndex(z: 0, c: 1, t: 0)
                try check(image.source, plane, level: 0, shownTime: time, title)
                try check(image.source, plane, level: 1, shownTime: time, title)
            }
        }
    }

    @Test func `a plate of real pixels equals the files it was made of`() throws {
        for name in ["real-v04-plate.ome.zarr", "real-v05-plate-sharded.ome.zarr"]
        where try SyntheticImages.records("OME-Zarr")[name] != nil {
            let images = try open(name)
            #expect(images.count == 4)
            let title = "\(name) [Well B3, Field 2]"
            let image = try #require(images.first { $0.name == title })
            let plane = try image.source.whole(PlaneIndex(z: 0, c: 1, t: 1)).doubles
            let original = TestData.path(
                "dev/imagexpress-9987_Plate_3435/TimePoint_2/9987_B03_s2_w2.TIF"
            )
            let source = try ImageFile.open(original).images[0].source
            #expect(try plane == source.whole(PlaneIndex(z: 0, c: 0, t: 0)).doubles)
        }
    }

    @Test func `series have the names of their OME-XML, and labels are listed`() throws {
        let series = try open("v04-bf2raw.ome.zarr")
        #expect(series.map(\.name) == ["s0", "s1"])
        for image in series {
            for plane in planes(image.source) { try check(image.source, plane, level: 0, "series") }
        }
        let labelled = try open("v04-labels.ome.zarr")
        #expect(labelled.map(\.labels) == [["cells"]])
        let label = try open("v04-labels.ome.zarr/labels/cells")[0].source
        try check(label, PlaneIndex(z: 1, c: 0, t: 0), level: 0, "labels") { x, y in
            y % 25 > 4 && x % 70 > 9 ? Double(y / 25 * 2 + x / 70 + 1) : 0
        }
    }
}
