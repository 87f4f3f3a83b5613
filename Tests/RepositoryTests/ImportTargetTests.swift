import Foundation
import Pixels
import TestSupport
import Testing

@testable import Repository

@Suite struct `Import targets and transfers` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("var/catalogue.db"))
        try FileManager.default.createDirectory(
            atPath: folder.path("data/sub"),
            withIntermediateDirectories: true
        )
    }

    private func write(_ name: String, _ text: String = "16 1") throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path("data/" + name)))
    }

    private func run(_ change: (inout ImportOptions) -> Void) throws -> ImportReport {
        var options = ImportOptions()
        change(&options)
        return try Repository.Importer(catalogue, reading: TextReading())
            .run([folder.path("data")], options: options)
    }

    private func copying(_ options: inout ImportOptions) {
        options.transfer = .copy(managedFolder: folder.path("managed"))
    }

    private func managedFiles() throws -> [String] {
        let enumerator = FileManager.default.enumerator(atPath: folder.path("managed"))
        return (enumerator?.allObjects ?? []).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".img") || $0.hasSuffix("partial") }
            .sorted()
    }

    @Test func `a named dataset is made once`() throws {
        try write("a.img")
        _ = try run { $0.target = .datasetNamed("cells") }
        try write("b.img")
        _ = try run { $0.target = .datasetNamed("cells") }
        let datasets = try catalogue.datasets(after: 0, limit: 10)
        #expect(datasets.map(\.name) == ["cells"])
        #expect(datasets.first?.imageCount == 2)
        #expect(try catalogue.image(1)?.dataset?.name == "cells")
    }

    @Test func `what is there already is put into the dataset`() throws {
        try write("a.img")
        _ = try run { _ in }
        let id = try catalogue.createDataset(named: "later", description: "", ownedBy: .root)
        #expect(try run { $0.target = .dataset(id: id) }.alreadyThereCount == 1)
        #expect(try catalogue.dataset(id)?.imageCount == 1)
    }

    @Test func `a missing dataset is refused before anything is read`() throws {
        try write("a.img")
        #expect(throws: RepositoryError.noSuchDataset(id: 3)) {
            try run { $0.target = .dataset(id: 3) }
        }
        #expect(try catalogue.imageCount() == 0)
    }

    @Test func `images belong to whom they are imported for`() throws {
        try write("a.img")
        _ = try run { $0.ownership = Ownership(ownerID: 1, groupID: 2) }
        let image = try #require(try catalogue.image(1))
        #expect(image.ownerID == 1)
        #expect(image.groupID == 2)
    }

    @Test func `a copy is read when the original is gone`() throws {
        try write("a.img", "16 1 b.img")
        try write("b.img", "16 1 a.img")
        let report = try run(copying)
        #expect(report.importedFileCount == 1)
        #expect(report.partCount == 1)
        try FileManager.default.removeItem(atPath: folder.path("data"))
        let image = try #require(try catalogue.image(1))
        #expect(image.path.hasPrefix(folder.path("managed/")))
        let source = try OpenImages(reading: TextReading()).source(for: image)
        #expect(source.dimensions.x == 16)
    }

    @Test func `a second copying import copies nothing`() throws {
        try write("a.img")
        _ = try run(copying)
        let files = try managedFiles()
        #expect(files.count == 1)
        #expect(try run(copying).alreadyThereCount == 1)
        #expect(try managedFiles() == files)
    }

    @Test func `the copy of a changed file replaces the old one`() throws {
        try write("a.img")
        _ = try run(copying)
        let old = try managedFiles()
        try write("a.img", "32 1")
        #expect(try run(copying).updatedFileCount == 1)
        let new = try managedFiles()
        #expect(new.count == 1)
        #expect(new != old)
        #expect(try catalogue.image(1)?.dimensions.x == 32)
    }

    @Test func `a folder that is an image is copied whole`() throws {
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: folder.path("data/v.img/0"),
            withIntermediateDirectories: true
        )
        try write("v.img/main", "16 1")
        try write("v.img/.zattrs", "{}")
        try write("v.img/0/chunk", "x")
        #expect(try run(copying).importedFileCount == 1)
        let path = try #require(try catalogue.image(1)).path
        #expect(manager.fileExists(atPath: path + "/.zattrs"))
        #expect(manager.fileExists(atPath: path + "/0/chunk"))
    }
}
