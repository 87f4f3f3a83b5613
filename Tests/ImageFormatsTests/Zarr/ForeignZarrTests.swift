import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite(.enabled(if: TestData.isPresent, "\(TestData.absent)"))
struct `Foreign OME-Zarr` {
    private func image(_ name: String) throws -> FormatImage {
        try ImageFile.open(TestData.path("dev/" + name)).images[0]
    }

    private func check(_ source: any PixelSource, _ expected: ExpectedImage) throws {
        #expect(source.dimensions == expected.dimensions)
        #expect(source.pixelType == expected.pixelType)
        #expect(source.levels == expected.levels)
        #expect(source.channels.count == expected.dimensions.c)
        for probe in expected.probes {
            let pixel = Region(x: probe.x, y: probe.y, width: 1, height: 1)
            let buffer = try source.read(probe.plane, pixel, level: 0)
            #expect(buffer.doubles == [probe.value], "\(probe)")
        }
        for channel in expected.channels {
            let first = try source.whole(PlaneIndex(z: 0, c: channel.index, t: 0)).doubles
            #expect(first.min() == channel.min)
            #expect(first.max() == channel.max)
            let range = try stackRange(source, channel.index)
            #expect(range.min == channel.stackMin)
            #expect(range.max == channel.stackMax)
        }
    }

    private func stackRange(
        _ source: any PixelSource,
        _ channel: Int
    ) throws -> (min: Double, max: Double) {
        var range = (min: Double.infinity, max: -Double.infinity)
        for t in 0..<source.dimensions.t {
            for z in 0..<source.dimensions.z {
                let values = try source.whole(PlaneIndex(z: z, c: channel, t: t)).doubles
                range.min = min(range.min, values.min() ?? .infinity)
                range.max = max(range.max, values.max() ?? -.infinity)
            }
        }
        return range
    }

    @Test(arguments: ["tubhiswt4D_sub.zarr", "6001240_labels_v0.5.zarr"])
    func `an image holds what other readers see`(name: String) throws {
        try check(image(name).source, ExpectedImage(name))
    }

    @Test func `a plate without metadata of wells has the fields that lie in them`() throws {
        let file = try ImageFile.open(TestData.path("dev/plate_ones.zarr"))
        #expect(file.format == "OME-Zarr")
        #expect(file.members == [file.path])
        #expect(file.images.map(\.name) == ["plate_ones.zarr [Well B03, Field 1]"])
        try check(file.images[0].source, ExpectedImage("plate_ones.zarr", field: "B/03/0"))
        #expect(file.images[0].source.channels.map(\.name) == ["some-label-1", "some-label-2"])
    }

    @Test func `scales, colours and labels are those of the documents`() throws {
        let image = try image("6001240_labels_v0.5.zarr")
        let channels = image.source.channels
        #expect(channels.map(\.name) == ["LaminB1", "Dapi"])
        #expect(channels[0].color == RGBAColor(red: 0, green: 0, blue: 255))
        #expect(channels[1].color == RGBAColor(red: 255, green: 255, blue: 0))
        #expect(image.source.physicalSize.xMicrometres == 1.4415926138560835)
        #expect(image.source.physicalSize.zMicrometres == 0.5002025531914894)
        #expect(image.labels == ["0"])
        #expect(try self.image("tubhiswt4D_sub.zarr").labels == ["embryo"])
    }

    @Test(arguments: [
        ("tubhiswt4D_sub.zarr", "embryo"), ("6001240_labels_v0.5.zarr", "0"),
    ])
    func `a label image opens by itself`(name: String, label: String) throws {
        let record = try ExpectedImage.record(name)["image"] as? [String: Any]
        let labels = record?["labels"] as? [String: [String: Any]]
        let expected = try #require(labels?[label])
        let source = try image("\(name)/labels/\(label)").source
        let shape = try #require(expected["shape"] as? [Int])
        #expect(source.dimensions.x == shape.last)
        #expect(source.levels.count == expected["levels"] as? Int)
        var largest = 0.0
        for t in 0..<source.dimensions.t {
            for z in 0..<source.dimensions.z {
                let values = try source.whole(PlaneIndex(z: z, c: 0, t: t)).doubles
                largest = max(largest, values.max() ?? 0)
            }
        }
        #expect(largest == expected["max"] as? Double)
    }

    /// Documents that must not validate, each as what it is in a hierarchy.
    @Test func `documents that must not validate are refused with file and reason`() throws {
        let names = try TestData.names("bad/zarr")
        #expect(names.count == 114)
        for name in names {
            let document = try TestData.text("bad/zarr/" + name)
            let isWhole = name.hasPrefix("zarr__")
            let group = #"{"zarr_format":3,"node_type":"group","attributes":"#
            let store = MemoryStore(["zarr.json": isWhole ? document : group + document + "}"])
            do {
                let images = try ZarrFormat.images(store)
                Issue.record("\(name) was read as \(images.count) images")
            } catch {
                #expect("\(error)".hasPrefix("memory/zarr.json"), "\(name): \(error)")
            }
        }
    }
}
