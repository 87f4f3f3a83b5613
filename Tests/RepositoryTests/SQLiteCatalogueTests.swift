import Pixels
import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `SQLite catalogue` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"))
    }

    private func add(_ fileset: NewFileset) throws -> [Int] {
        guard case .added(_, let imageIDs) = try catalogue.add(fileset) else { return [] }
        return imageIDs
    }

    @Test func `everything about an image comes back`() throws {
        let dataset = try catalogue.createDataset(
            named: "cells",
            description: "of a mouse",
            ownedBy: .root
        )
        let new = Sample.fileset("a.tif", imageNames: ["α", "β"], datasetID: dataset)
        let ids = try add(new)
        #expect(ids.count == 2)
        let image = try #require(try catalogue.image(ids[1]))
        #expect(image.name == "β")
        #expect(image.description == "a cell")
        #expect(image.ownerID == 0 && image.groupID == 0)
        #expect(image.path == "/managed/a.tif")
        #expect(image.series == 1)
        #expect(image.version == new.version)
        #expect(image.failure == nil)
        #expect(image.pixels == Sample.pixels)
        #expect(image.acquisitionSeconds == 12.5)
        #expect(image.importedSeconds == 1_800_000_000)
        let cells = ContainerReference(id: dataset, name: "cells", description: "of a mouse")
        #expect(image.dataset == cells)
    }

    @Test func `an image that is not there is nil`() throws {
        #expect(try catalogue.image(1) == nil)
        #expect(try catalogue.image(-1) == nil)
        #expect(try catalogue.imageCount() == 0)
        #expect(try catalogue.images(after: 0, limit: 10) == [])
    }

    @Test(arguments: PixelType.allCases)
    func `every pixel type is kept`(_ type: PixelType) throws {
        var new = Sample.fileset("a.tif")
        new.images[0].pixels.pixelType = type
        let id = try #require(try add(new).first)
        #expect(try catalogue.image(id)?.pixels.pixelType == type)
    }

    @Test func `pages follow on one another in the order of the ids`() throws {
        var ids: [Int] = []
        for index in 0..<7 { ids += try add(Sample.fileset("\(index).tif")) }
        #expect(try catalogue.imageCount() == 7)
        var seen: [Int] = []
        while true {
            let page = try catalogue.images(after: seen.last ?? 0, limit: 3)
            if page.isEmpty { break }
            seen += page.map(\.id)
        }
        #expect(seen == ids)
    }

    @Test func `a dataset counts and lists its images`() throws {
        let first = try catalogue.createDataset(named: "a", description: "", ownedBy: .root)
        let second = try catalogue.createDataset(named: "b", description: "", ownedBy: .root)
        let ids = try add(Sample.fileset("a.tif", imageNames: ["1", "2", "3"], datasetID: second))
        _ = try add(Sample.fileset("b.tif", datasetID: first))
        #expect(try catalogue.dataset(second)?.imageCount == 3)
        #expect(
            try catalogue.images(inDataset: second, after: 0, limit: 2).map(\.id)
                == Array(ids[..<2])
        )
        #expect(
            try catalogue.images(inDataset: second, after: ids[1], limit: 2).map(\.id) == [ids[2]]
        )
        #expect(try catalogue.datasets(after: 0, limit: 10).map(\.name) == ["a", "b"])
        #expect(try catalogue.datasets(after: first, limit: 10).map(\.id) == [second])
    }

    @Test func `a dataset is found by its name and owner, the oldest first`() throws {
        let guest = Ownership(ownerID: 1, groupID: 2)
        _ = try catalogue.createDataset(named: "x", description: "", ownedBy: guest)
        let first = try catalogue.createDataset(named: "x", description: "", ownedBy: .root)
        _ = try catalogue.createDataset(named: "x", description: "", ownedBy: .root)
        #expect(try catalogue.dataset(named: "x", ownedBy: .root)?.id == first)
        #expect(try catalogue.dataset(named: "y", ownedBy: .root) == nil)
    }

    @Test func `linking twice counts once, and a missing dataset is an error`() throws {
        let dataset = try catalogue.createDataset(named: "a", description: "", ownedBy: .root)
        guard case .added(let id, _) = try catalogue.add(Sample.fileset("a.tif")) else {
            Issue.record("not added")
            return
        }
        try catalogue.link(filesetID: id, toDataset: dataset)
        try catalogue.link(filesetID: id, toDataset: dataset)
        #expect(try catalogue.dataset(dataset)?.imageCount == 1)
        #expect(throws: RepositoryError.noSuchDataset(id: 99)) {
            try catalogue.link(filesetID: id, toDataset: 99)
        }
        #expect(throws: RepositoryError.noSuchDataset(id: 99)) {
            try catalogue.add(Sample.fileset("b.tif", datasetID: 99))
        }
        #expect(try catalogue.imageCount() == 1)
    }

    @Test func `an owner that does not exist is refused whole`() throws {
        var new = Sample.fileset("a.tif")
        new.ownership = Ownership(ownerID: 77, groupID: 0)
        #expect(throws: SQLiteError.self) { try catalogue.add(new) }
        #expect(try catalogue.fileset(importedFrom: "/client/a.tif") == nil)
    }

    @Test func `another opener sees what was written, and the counter tells it`() throws {
        let other = try SQLiteCatalogue(path: folder.path("catalogue.db"))
        let counter = try other.changeCounter()
        let id = try #require(try add(Sample.fileset("a.tif")).first)
        #expect(try other.changeCounter() != counter)
        #expect(try other.image(id) == catalogue.image(id))
    }
}
