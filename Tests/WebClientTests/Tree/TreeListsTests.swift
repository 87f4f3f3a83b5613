import HTTP
import JSON
import Pixels
import Rendering
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Lists of the tree` {
    private let under: TreeUnderTest

    init() throws { under = try TreeUnderTest() }

    private let all = "canEdit canAnnotate canLink canDelete canChgrp isOwned"

    @Test func `the top has projects, what lies in none, screens, and a count of images`() throws {
        let project = try under.add(.project, "p")
        let dataset = try under.add(.dataset, "d")
        let lone = try under.add(.dataset, "lone")
        try under.catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
        _ = try under.addImage("i", dataset: dataset)
        _ = try under.addImage("orphan")
        let screen = try under.addPlate().screen
        func item(_ id: Int, _ name: String, _ count: Int) -> JSONValue {
            [
                "id": .integer(id), "name": .string(name), "ownerId": 10,
                "childCount": .integer(count), "permsCss": .string(all),
            ]
        }
        #expect(
            try under.containers() == [
                "projects": .array([item(project, "p", 1)]),
                "datasets": .array([item(lone, "lone", 0)]),
                "screens": .array([item(screen, "Screen", 1)]),
                "plates": [],
                "orphaned": ["id": -1, "childCount": 1, "name": "Orphaned Images"],
            ]
        )
        #expect(
            try under.list(.datasets, "id=\(project)") == [item(dataset, "d", 1)]
        )
        #expect(try under.list(.datasets).ids == [dataset, lone])
        #expect(try under.list(.plates, "id=\(screen)") == [item(50, "Plate", 3)])
    }

    @Test func `the tree of one owner has his things alone`() throws {
        let own = try under.add(.project, "own")
        let other = try under.add(.project, "other", TreeUnderTest.own(11))
        _ = try under.addImage("other", TreeUnderTest.own(11))
        let found = try under.containers("id=11")
        #expect(found["projects"]?.elements?.ids == [other])
        #expect(found["projects"]?.elements?.first?["permsCss"] == "canAnnotate")
        #expect(found["orphaned"]?["id"] == 11 && found["orphaned"]?["childCount"] == 1)
        #expect(try under.containers("id=10")["projects"]?.elements?.ids == [own])
        #expect(try under.containers("id=10")["orphaned"]?["childCount"] == 0)
        #expect(try under.containers("id=-1&group=6")["projects"] == [])
    }

    @Test func `administrators may change owners as well`() throws {
        _ = try under.add(.project, "p")
        #expect(
            try under.containers(as: 0)["projects"]?.elements?.first?["permsCss"]
                == "canEdit canAnnotate canLink canDelete canChgrp canChown"
        )
    }

    @Test func `an image has sizes, dates and a version of its thumbnail when these are wanted`()
        throws
    {
        let dataset = try under.add(.dataset, "d")
        let id = try under.addImage("i", dataset: dataset, acquisitionSeconds: -0.5)
        let plain = try #require(try under.list(.images, "id=\(dataset)").first)
        #expect(
            plain == [
                "id": .integer(id), "archived": false, "name": "i", "ownerId": 10,
                "permsCss": .string(all), "filesetId": 1,
            ]
        )
        let query = "id=\(dataset)&sizeXYZ=true&date=True&thumbVersion=1"
        let full = try #require(try under.list(.images, query).first)
        #expect(full["sizeX"] == 40 && full["sizeY"] == 20)
        #expect(full["sizeZ"] == 3 && full["sizeT"] == 2)
        #expect(full["date"] == "2016-05-04T10:18:56+00:00")
        #expect(full["acqDate"] == "1969-12-31T23:59:59+00:00")
        #expect(full["thumbVersion"] == nil)
    }

    @Test func `a thumbnail has the version of one's own settings`() throws {
        let id = try under.addImage("i")
        let choice = RenderingChoice(model: .color, defaultZ: 0, defaultT: 0, channels: [])
        _ = try under.catalogue.saveRendering(choice, ofImage: id, ownerID: 11)
        let saved = try under.catalogue.rendering(ofImage: id, ownerID: 11)?.modifiedSeconds
        #expect(try under.list(.images, "thumbVersion=true").first?["thumbVersion"] == nil)
        let shown = try under.list(.images, "thumbVersion=true", as: 11).first?["thumbVersion"]
        #expect(shown?.integer == saved && saved != nil)
    }

    @Test func `orphaned images lie in no dataset and no well`() throws {
        let dataset = try under.add(.dataset, "d")
        let held = try under.addImage("held", dataset: dataset)
        let orphan = try under.addImage("orphan")
        let other = try under.addImage("other", TreeUnderTest.own(11))
        let field = try under.addPlate().image
        #expect(try under.list(.images, "orphaned=true").ids == [orphan, other])
        #expect(try under.list(.images, "orphaned=true&experimenter_id=11").ids == [other])
        #expect(try under.list(.images, "id=\(dataset)&orphaned=true").ids == [held])
        #expect(try under.list(.images).ids == [field, held, orphan, other])
    }

    @Test func `runs without names are called by their times or numbers`() throws {
        _ = try under.addPlate()
        let runs = try under.list(.plateAcquisitions, "id=50")
        #expect(runs.ids == [60, 61, 62])
        #expect(
            runs.compactMap { $0["name"]?.string } == [
                "Run", "1970-01-01 00:00:10.250000 - 1970-01-01 01:00:00", "Run 62",
            ]
        )
        #expect(runs.first?.members?.map(\.name) == ["id", "name", "ownerId", "permsCss"])
        let refusal = try under.refusal { _ = try under.list(.plateAcquisitions) }
        #expect(refusal == Refusal(.badRequest, "id (plate) must be specified"))
    }

    @Test(arguments: [
        ("", 0..<2), ("page=2", 2..<4), ("page=3", 4..<5), ("page=0", 0..<5), ("limit=3", 0..<3),
        ("page=2&limit=3", 3..<5), ("limit=-1", 0..<2), ("limit=0", 0..<0), ("page=9", 0..<0),
        ("page=9223372036854775807&limit=4", 0..<0),
    ])
    func `pages count from 1, and page 0 is everything`(
        query: String,
        places: Range<Int>
    ) throws {
        let under = try TreeUnderTest(pageSize: 2)
        let ids = try ["a", "B", "c", "D", "e"].map { try under.add(.project, $0) }
        let found = try under.containers(query)["projects"]?.elements?.ids
        #expect(found == Array(ids[places]))
    }

    @Test(arguments: ["id=x", "page=", "limit=1.5", "group=1%20OR%201", "experimenter_id=a"])
    func `what is no number is refused in OMERO's words`(query: String) throws {
        let refusal = try under.refusal { _ = try under.list(.images, query) }
        #expect(refusal == Refusal(.badRequest, "Invalid parameter value"))
    }
}
