import Foundation
import Pixels
import Rendering
import TestSupport
import Testing

@testable import Repository

@Suite struct `Import of OME-Zarr` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
    }

    private func write(_ text: String, _ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: (folder.path(path) as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true
        )
        try folder.write(text, to: path)
    }

    /// An image of 2 × 2 samples, each in a chunk of its own.
    private func writeImage(_ path: String) throws {
        try write(
            #"{"multiscales":[{"axes":["y","x"],"datasets":[{"path":"0"}]}]}"#,
            path + "/.zattrs"
        )
        let array = """
            {"zarr_format":2,"shape":[2,2],"chunks":[1,1],"dtype":"|u1","compressor":null,\
            "fill_value":0,"order":"C","filters":null,"dimension_separator":"/"}
            """
        try write(array, path + "/0/.zarray")
        for (index, sample) in ["A", "B", "C", "D"].enumerated() {
            try write(sample, path + "/0/\(index / 2)/\(index % 2)")
        }
    }

    private func samples(_ image: ImageRecord) throws -> PixelBuffer.Samples {
        let source = try OpenImages().source(for: image)
        let whole = Region(x: 0, y: 0, width: 2, height: 2)
        return try source.read(PlaneIndex(z: 0, c: 0, t: 0), whole, level: 0).samples
    }

    private func expectSamples(of image: ImageRecord) throws {
        guard case .uint8(let samples) = try samples(image) else {
            Issue.record("not 8-bit samples")
            return
        }
        #expect(samples == [65, 66, 67, 68])
    }

    @Test func `a folder is one candidate, whatever lies in it, and no file of it is named`() throws
    {
        try writeImage("in/a.zarr")
        try writeImage("in/unnamed")
        try write("picture", "in/a.zarr/0/inner.png")
        let report = try Repository.Importer(catalogue).run([folder.path("in")])
        #expect(report.failures == [])
        #expect(report.skipped == [])
        #expect(report.importedFileCount == 2)
        let image = try #require(try catalogue.image(report.imageIDs.min() ?? 0))
        #expect(image.format == "OME-Zarr")
        #expect(["a.zarr", "unnamed"].contains(image.name))
        #expect(image.dimensions == Dimensions(x: 2, y: 2))
        #expect(image.channels[0].statistics?.max == 68)
        let files = try catalogue.originalFiles(ofFileset: image.filesetID)
        #expect(files.map(\.path) == [image.path])
        try expectSamples(of: image)
        let again = try Repository.Importer(catalogue).run([folder.path("in")])
        #expect(again.importedFileCount == 0)
    }

    @Test func `the fields of a plate have its name`() throws {
        let plate = """
            {"plate":{"name":"P","rows":[{"name":"A"}],"columns":[{"name":"1"}],\
            "wells":[{"path":"A/1","rowIndex":0,"columnIndex":0}]}}
            """
        try write(plate, "plate.zarr/.zattrs")
        try write(#"{"well":{"images":[{"path":"0"}]}}"#, "plate.zarr/A/1/.zattrs")
        try writeImage("plate.zarr/A/1/0")
        let report = try Repository.Importer(catalogue).run([folder.path("plate.zarr")])
        let image = try #require(try catalogue.image(report.imageIDs.first ?? 0))
        #expect(image.name == "P [Well A1, Field 1]")
        let found = try catalogue.plates(ListFilter(.everything), ListPage(limit: 2)).records
        #expect(found.map(\.name) == ["P"])
        #expect(found.map(\.rowNamingConvention) == ["letter"])
        #expect(found.map(\.columnNamingConvention) == ["number"])
        let wells = try catalogue.wells(ofPlate: found[0].id, .all, offset: 0, limit: 9)
        #expect(wells.records.map { $0.samples.map(\.imageID) } == [[image.id]])
    }

    @Test func `a plate goes into a screen by name, which is made once`() throws {
        let plate = """
            {"plate":{"name":"P","rows":[{"name":"A"}],"columns":[{"name":"1"}],\
            "wells":[{"path":"A/1","rowIndex":0,"columnIndex":0}]}}
            """
        var options = ImportOptions()
        options.target = .screenNamed("S")
        for name in ["p.zarr", "q.zarr"] {
            try write(plate, name + "/.zattrs")
            try write(#"{"well":{"images":[{"path":"0"}]}}"#, name + "/A/1/.zattrs")
            try writeImage(name + "/A/1/0")
            let report = try Repository.Importer(catalogue).run(
                [folder.path(name)],
                options: options
            )
            #expect(report.failures == [])
        }
        let screens = try catalogue.screens(ListFilter(.everything), ListPage(limit: 9)).records
        #expect(screens.map(\.name) == ["S"] && screens.map(\.plateCount) == [2])
        options.target = .screen(id: 99)
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.screen, 99))) {
            try Repository.Importer(catalogue).run([folder.path("p.zarr")], options: options)
        }
    }

    @Test func `what is wrong with a folder is told with its file`() throws {
        try writeImage("bad.zarr")
        try write("{", "bad.zarr/0/.zarray")
        let report = try Repository.Importer(catalogue).run([folder.path("bad.zarr")])
        #expect(report.failures.count == 1)
        #expect(report.failures[0].reason.contains("bad.zarr/0/.zarray"))
    }

    @Test func `a copy holds the whole folder, and is what is read`() throws {
        try writeImage("a.zarr")
        var options = ImportOptions()
        options.transfer = .copy(managedFolder: folder.path("managed"))
        let report = try Repository.Importer(catalogue).run(
            [folder.path("a.zarr")],
            options: options
        )
        #expect(report.failures == [])
        try FileManager.default.removeItem(atPath: folder.path("a.zarr"))
        let image = try #require(try catalogue.image(report.imageIDs.first ?? 0))
        #expect(image.path.hasPrefix(folder.path("managed")))
        try expectSamples(of: image)
    }

    @Test func `no link out of the folder is copied`() throws {
        try writeImage("a.zarr")
        try write("secret", "elsewhere")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("a.zarr/0/9"),
            withDestinationPath: folder.path("elsewhere")
        )
        var options = ImportOptions()
        options.transfer = .copy(managedFolder: folder.path("managed"))
        let report = try Repository.Importer(catalogue).run(
            [folder.path("a.zarr")],
            options: options
        )
        #expect(report.failures.count == 1)
        #expect(report.failures[0].reason.contains("a.zarr/0/9"))
    }
}
