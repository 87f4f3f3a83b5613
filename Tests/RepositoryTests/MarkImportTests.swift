import Foundation
import ImageFormats
import Pixels
import SQLite
import TestSupport
import Testing

@testable import Repository

/// OME-TIFF files with regions and annotations, as the importer takes them.
@Suite struct `Import of regions and annotations` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
    }

    private func write(_ name: String, _ change: (String) -> String = { $0 }) throws {
        let seed = PackageFolder.path + "/fuzz/corpus/FuzzOMEXML/seed-regions-2016"
        let text = try String(contentsOfFile: seed, encoding: .utf8)
        let size = PixelSize(width: 4, height: 3)
        let pages = [change(text), nil].map { description in
            TIFFPage(
                size: size,
                pixelType: .uint8,
                bytes: [UInt8](0..<12),
                description: description
            )
        }
        try folder.write(TIFFWriter.file(of: pages), to: name)
    }

    private func run(_ options: ImportOptions = ImportOptions()) throws -> ImportReport {
        try Repository.Importer(catalogue).run([folder.path("a.ome.tif")], options: options)
    }

    @Test func `they are written with the image, as the importer's`() throws {
        try write("a.ome.tif")
        let user = Ownership(ownerID: 1, groupID: 1)
        var options = ImportOptions()
        options.ownership = user
        let image = try #require(try run(options).imageIDs.first)
        let regions = try catalogue.rois(ofImage: image, offset: 0, limit: 9)
        #expect(regions.totalCount == 2 && regions.records.map(\.shapes.count) == [3, 5])
        #expect(regions.records.allSatisfy { $0.ownership == user })
        #expect(try catalogue.roiCount(ofImage: image) == 2)
        #expect(regions.records[0].name == "cell" && regions.records[0].description == "round")
        let links = try catalogue.annotations(of: .image, [image], types: nil, namespace: nil)
        #expect(
            links.map(\.annotation.value) == [
                .tag("mitosis"), .map([.init("stain", "DAPI"), .init("stain", "GFP")]),
            ]
        )
        #expect(links.allSatisfy { $0.annotation.ownership == user && $0.ownerID == user.ownerID })
        let region = regions.records[0]
        let ofRegion = try catalogue.annotations(of: .roi, [region.id], types: nil, namespace: nil)
        #expect(ofRegion.map(\.annotation.value) == [.comment("seen twice")])
        let shape = try #require(region.shapes.first).id
        let ofShape = try catalogue.annotations(of: .shape, [shape], types: nil, namespace: nil)
        #expect(ofShape.map(\.annotation.value) == [.long(5)])
    }

    @Test func `words of annotations find their image`() throws {
        try write("a.ome.tif")
        let image = try #require(try run().imageIDs.first)
        for word in ["mitosis", "dapi"] {
            let words = try #require(SearchWords(word))
            let found = try catalogue.search(.image, for: words, .everything, before: nil, limit: 9)
            #expect(found == [image])
        }
    }

    @Test func `a second import writes nothing twice, also after the file has changed`() throws {
        try write("a.ome.tif")
        let image = try #require(try run().imageIDs.first)
        _ = try run()
        try write("a.ome.tif") { $0.replacing("mitosis", with: "a longer word") }
        let again = try run()
        #expect(again.updatedFileCount == 1 && again.imageIDs == [image])
        #expect(try catalogue.roiCount(ofImage: image) == 2)
        let links = try catalogue.annotations(of: .image, [image], types: [.tag], namespace: nil)
        #expect(links.map(\.annotation.value) == [.tag("mitosis")])
    }

    @Test func `an annotation of two images is one`() throws {
        try write("a.ome.tif") { text in
            let end = text.range(of: "</Image>")
            guard let start = text.range(of: "<Image"), let end else { return text }
            let image = String(text[start.lowerBound..<end.upperBound])
            return text.replacing(
                image,
                with: image + image.replacing("Image:0", with: "Image:1")
            )
        }
        let images = try run().imageIDs
        let links = try catalogue.annotations(of: .image, images, types: [.tag], namespace: nil)
        #expect(links.count == 2 && Set(links.map(\.annotation.id)).count == 1)
        #expect(links.first?.annotation.linkCount == 2)
        #expect(try images.map { try catalogue.roiCount(ofImage: $0) } == [2, 2])
    }

    @Test func `what was not taken over is in the report, with its file`() throws {
        try write("a.ome.tif")
        let omissions = try run().omissions
        #expect(omissions.count == 3)
        #expect(omissions.first?.hasSuffix("a.ome.tif: Point Shape:8: X is no number: far") == true)
    }

    @Test func `files that stay open keep no regions`() throws {
        try write("a.ome.tif")
        let image = try #require(try run().imageIDs.first)
        let record = try #require(try catalogue.image(image))
        #expect(try OpenImages().source(for: record).dimensions == record.dimensions)
    }
}
