import Foundation
import Pixels
import Rendering
import SQLite
import TestSupport
import Testing

@testable import Repository

/// The folder of microscopy images that may lie beside the package; `OMERO_TEST_DATA` names another.
private enum RealImages {
    static let folder =
        (ProcessInfo.processInfo.environment["OMERO_TEST_DATA"]
            ?? packageFolder + "/../shared/data") + "/dev"

    static var arePresent: Bool { FileManager.default.fileExists(atPath: folder) }

    private static let packageFolder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}

@Suite(.enabled(if: RealImages.arePresent, "no images in \(RealImages.folder)"))
struct `Import of real images` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
    }

    private func run(_ name: String) throws -> ImportReport {
        try Repository.Importer(catalogue).run([RealImages.folder + "/" + name])
    }

    @Test func `an OME-TIFF of several channels is written down and read again`() throws {
        let report = try run("multi-channel-z-series.ome.tif")
        #expect(report.failures == [])
        let image = try #require(try catalogue.image(1))
        #expect(image.dimensions == Dimensions(x: 439, y: 167, z: 5, c: 3, t: 1))
        #expect(image.pixels.pixelType == .int8)
        #expect(image.channels.map(\.statistics?.min) == [-1, -1, -1])
        #expect(image.channels.map(\.statistics?.max) == [96, 96, 96])
        let source = try OpenImages().source(for: image)
        let region = Region(x: 0, y: 0, width: 439, height: 167)
        let plane = try source.read(PlaneIndex(z: 4, c: 2, t: 0), region, level: 0)
        #expect(plane.size == PixelSize(width: 439, height: 167))
    }

    @Test func `the files of a set are one image`() throws {
        let report = try run("multifile-companion")
        #expect(report.failures == [])
        #expect(try catalogue.imageCount() == 1)
        let image = try #require(try catalogue.image(1))
        #expect(image.dimensions == Dimensions(x: 18, y: 24, z: 5, c: 1, t: 1))
        #expect(report.importedFileCount == 1)
        #expect(report.partCount == 4)
    }

    @Test func `hostile files are told with a reason, and none ends the import`() throws {
        var heard = 0
        let report = try Repository.Importer(catalogue).run([RealImages.folder + "/../bad"]) { _ in
            heard += 1
        }
        #expect(report.failures.count >= 100)
        #expect(report.failures.allSatisfy { !$0.reason.isEmpty })
        let told = report.importedFileCount + report.partCount + report.failures.count
        #expect(told == heard)
        let broken = try catalogue.database.read { connection in
            try connection.row("SELECT count(*) FROM fileset WHERE failure IS NOT NULL") {
                try $0.next(Int.self)
            }
        }
        #expect(broken == report.failures.count)
    }

    @Test func `a whole folder is imported or told, and never twice`() throws {
        let report = try run("")
        #expect(report.importedFileCount >= 10)
        #expect(Set(report.imageIDs).count == report.imageIDs.count)
        let again = try run("")
        #expect(again.alreadyThereCount == report.importedFileCount)
        #expect(again.partCount == report.partCount)
        #expect(again.failures.map(\.path).sorted() == report.failures.map(\.path).sorted())
        #expect(again.importedFileCount + again.updatedFileCount == 0)
    }
}
