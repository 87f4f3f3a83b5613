import Foundation
import HTTP
import Pixels
import TestSupport
import Testing

@testable import Rendering

/// The seeds of two fuzzers, and what they found: files `seed-…` are sound, others need not be.
@Suite struct `Fuzz corpora of rendering` {
    private func files(_ target: String) throws -> [(name: String, bytes: [UInt8])] {
        let folder = PackageFolder.path + "/fuzz/corpus/" + target
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            (name, [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name))))
        }
    }

    @Test func `every file of a table is read or refused, and the seeds are read`() throws {
        let files = try files("FuzzLUT")
        #expect(files.count { $0.name.hasPrefix("seed-") } >= 4)
        for (name, bytes) in files {
            do throws(LookUpTableError) {
                _ = try LookUpTableFile.colors(of: bytes)
            } catch {
                #expect(!name.hasPrefix("seed-"), "\(name): \(error)")
            }
        }
    }

    @Test func `every query is rendered or refused, and the seeds are rendered`() throws {
        let files = try files("FuzzRenderingQuery")
        #expect(files.count { $0.name.hasPrefix("seed-") } >= 6)
        for (name, bytes) in files {
            do {
                let query = try QueryParameters(query: String(decoding: bytes, as: UTF8.self))
                for type in PixelType.allCases { try render(query, type) }
            } catch {
                #expect(!name.hasPrefix("seed-"), "\(name): \(error)")
            }
        }
    }

    private func render(_ query: QueryParameters, _ type: PixelType) throws {
        let source = SyntheticSource(
            dimensions: Dimensions(x: 4, y: 4, z: 3, c: 4),
            pixelType: type,
            levels: [PixelSize(width: 4, height: 4)],
            value: { plane, x, y in Double(x * 40 + y - plane.z * 20) }
        )
        let rendering = RenderingQuery(
            c: query.first("c"),
            m: query.first("m"),
            maps: query.first("maps"),
            q: query.first("q"),
            p: query.first("p")
        )
        let defaults = RenderingSettings.defaults(
            pixelType: type,
            significantBits: source.significantBits,
            channels: source.channels,
            statistics: []
        )
        let picture = try Renderer.render(
            source,
            z: 0,
            t: 0,
            region: Region(x: 0, y: 0, width: 4, height: 4),
            level: 0,
            settings: rendering.settings(over: defaults),
            projection: rendering.projection.map { SectionProjection($0, sectionCount: 3) }
        )
        #expect(picture.pixels.count == 16)
    }
}
