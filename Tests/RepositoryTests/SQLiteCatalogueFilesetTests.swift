import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `SQLite catalogue, filesets` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"))
    }

    private func add(_ fileset: NewFileset) throws -> (id: Int, imageIDs: [Int]) {
        guard case .added(let id, let imageIDs) = try catalogue.add(fileset) else {
            throw NotAdded()
        }
        return (id, imageIDs)
    }

    private struct NotAdded: Error {}

    @Test func `a fileset is found by any of its files, states and order kept`() throws {
        let new = Sample.fileset("b.tif", "a.tif")
        let (id, _) = try add(new)
        for path in ["/client/a.tif", "/client/b.tif"] {
            let found = try catalogue.fileset(importedFrom: path)
            #expect(
                found
                    == FilesetRecord(id: id, path: "/managed/b.tif", failure: nil, files: new.files)
            )
        }
        #expect(try catalogue.fileset(importedFrom: "/client/c.tif") == nil)
    }

    @Test func `a file is never in two filesets`() throws {
        let (id, _) = try add(Sample.fileset("a.tif", "b.tif"))
        #expect(try catalogue.add(Sample.fileset("c.tif", "b.tif")) == .present(filesetID: id))
        #expect(try catalogue.imageCount() == 1)
        #expect(try catalogue.fileset(importedFrom: "/client/c.tif") == nil)
    }

    @Test func `a set that was never readable gives way to one that is`() throws {
        _ = try add(Sample.fileset("b.tif", imageNames: [], failure: "no companion"))
        let (id, _) = try add(Sample.fileset("a.tif", "b.tif"))
        #expect(try catalogue.fileset(importedFrom: "/client/b.tif")?.id == id)
    }

    @Test func `images keep their ids when their file is read again`() throws {
        let (id, old) = try add(Sample.fileset("a.tif", imageNames: ["one", "two"]))
        try catalogue.markBroken(filesetID: id, failure: "cut short")
        #expect(try catalogue.image(old[0])?.failure == "cut short")
        var new = Sample.fileset("a.tif", "c.tif", imageNames: ["uno", "due", "tre"])
        new.version = String(repeating: "f", count: 32)
        new.images[0].pixels.levels.removeLast()
        new.images[0].pixels.channels.removeLast()
        let ids = try catalogue.replace(filesetID: id, with: new)
        #expect(Array(ids.prefix(2)) == old)
        #expect(ids.count == 3)
        let image = try #require(try catalogue.image(old[0]))
        #expect(image.name == "uno")
        #expect(image.version == new.version)
        #expect(image.failure == nil)
        #expect(image.pixels == new.images[0].pixels)
        #expect(try catalogue.imageCount() == 3)
        #expect(try catalogue.fileset(importedFrom: "/client/c.tif")?.id == id)
    }

    @Test func `no image is lost when a file holds fewer than before`() throws {
        let (id, old) = try add(Sample.fileset("a.tif", imageNames: ["one", "two"]))
        #expect(try catalogue.replace(filesetID: id, with: Sample.fileset("a.tif")) == [old[0]])
        #expect(try catalogue.image(old[1])?.name == "two")
    }

    @Test func `a set cannot take another's file`() throws {
        let (id, _) = try add(Sample.fileset("a.tif"))
        let (other, _) = try add(Sample.fileset("b.tif"))
        #expect(throws: RepositoryError.fileInUse(path: "/client/b.tif", filesetID: other)) {
            try catalogue.replace(filesetID: id, with: Sample.fileset("a.tif", "b.tif"))
        }
        #expect(try catalogue.fileset(importedFrom: "/client/a.tif")?.files.count == 1)
    }

    @Test func `a fileset that is not there is an error`() throws {
        #expect(throws: RepositoryError.noSuchFileset(id: 5)) {
            try catalogue.replace(filesetID: 5, with: Sample.fileset("a.tif"))
        }
        #expect(throws: RepositoryError.noSuchFileset(id: 5)) {
            try catalogue.markBroken(filesetID: 5, failure: "x")
        }
    }

    @Test func `what belongs to a fileset goes with it, and counts follow`() throws {
        let dataset = try catalogue.createDataset(named: "a", description: "", ownedBy: .root)
        let (id, imageIDs) = try add(
            Sample.fileset("a.tif", imageNames: ["one", "two"], datasetID: dataset)
        )
        try catalogue.database.write { try $0.run("DELETE FROM fileset WHERE id = ?", id) }
        #expect(try catalogue.imageCount() == 0)
        #expect(try catalogue.dataset(dataset)?.imageCount == 0)
        let left = try catalogue.database.read { connection in
            try ["channel", "pyramidlevel", "originalfile", "datasetimagelink"].filter { table in
                try connection.row("SELECT 1 FROM \(table)") { try $0.next(Int.self) } != nil
            }
        }
        #expect(left == [])
        #expect(try add(Sample.fileset("a.tif")).imageIDs[0] > imageIDs[1])
    }

    @Test func `the event log tells what was added and changed`() throws {
        let (id, _) = try add(Sample.fileset("a.tif"))
        _ = try catalogue.replace(filesetID: id, with: Sample.fileset("a.tif"))
        let events = try catalogue.database.read { connection in
            try connection.rows(
                "SELECT action, entitytype, entityid FROM eventlog ORDER BY id"
            ) { "\(try $0.next(String.self)) \(try $0.next(String.self)) \(try $0.next(Int.self))" }
        }
        #expect(events == ["INSERT Fileset \(id)", "UPDATE Fileset \(id)"])
    }
}
