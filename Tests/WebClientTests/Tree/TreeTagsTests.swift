import HTTP
import JSON
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Tags in the tree` {
    private let under: TreeUnderTest
    private let set: Int
    private let inside: Int
    private let lone: Int

    init() throws {
        let under = try TreeUnderTest()
        func add(_ text: String, _ namespace: String? = nil, _ description: String?) throws -> Int {
            try under.catalogue.createAnnotation(
                NewAnnotation(
                    .tag(text),
                    namespace: namespace,
                    description: description,
                    ownership: TreeUnderTest.own(10)
                )
            )
        }
        let set = try add("set", AnnotationNamespace.tagSet, nil)
        let inside = try add("inside", nil, "what it means")
        lone = try add("lone", nil, "")
        _ = try under.catalogue.annotate(.init(.annotation, set), with: inside, by: 10)
        self.under = under
        self.set = set
        self.inside = inside
    }

    private func ask(_ query: String, as user: Int = TreeUnderTest.ann) throws -> JSONValue {
        try under.ask({ TagsEndpoint($0) }, query, as: user)
    }

    private func ids(_ query: String, _ list: String = "tags", as user: Int = 10) throws -> [Int] {
        try #require(try ask(query, as: user)[list]?.elements).ids
    }

    @Test func `all tags come by their numbers, or those of a set, an owner, or in none`() throws {
        #expect(try ids("") == [set, inside, lone])
        #expect(try ids("orphaned=true") == [set, lone])
        #expect(try ids("id=\(set)") == [inside])
        #expect(try ids("experimenter_id=11") == [])
        #expect(try ids("page=2&limit=2") == [lone])
        #expect(try ids("", as: 12) == [])
        #expect(try ids("id=\(set)", as: 12) == [])
        #expect(
            try ask("id=\(set)")["tags"] == [
                [
                    "id": .integer(inside), "value": "inside", "description": "what it means",
                    "ownerId": 10,
                    "permsCss": "canEdit canAnnotate canLink canDelete canChgrp isOwned",
                    "set": false, "childCount": 0,
                ]
            ]
        )
    }

    @Test func `a tag shows what has it, and counts the images one sees`() throws {
        let (screen, field) = try under.addPlate()
        let secret = try under.addImage("s", TreeUnderTest.own(11, TreeUnderTest.secret))
        let things: [ObjectReference] = [
            .init(.project, try under.add(.project, "p")),
            .init(.dataset, try under.add(.dataset, "d")), .init(.image, field),
            .init(.image, secret), .init(.screen, screen), .init(.plate, 50),
            .init(.plateAcquisition, 61), .init(.well, 70),
        ]
        for thing in things { _ = try under.catalogue.annotate(thing, with: inside, by: 10) }
        _ = try under.catalogue.annotate(.init(.image, field), with: inside, by: 11)
        let answer = try ask("id=\(inside)")
        let counts = ["projects", "datasets", "screens", "plates", "acquisitions"].map {
            answer[$0]?.elements?.count
        }
        #expect(counts == [1, 1, 1, 1, 1])
        #expect(answer["images"]?.elements?.ids == [field])
        #expect(answer["wells"]?.elements?.first?["name"] == "Plate - A1")
        let tags = try ask("id=\(set)")["tags"]?.elements
        #expect(tags?.first?["childCount"] == 1)
        #expect(try ids("id=\(inside)&experimenter_id=11", "images") == [])
        #expect(try ids("id=\(inside)", "images", as: 12) == [])
    }

    @Test func `who may delete tags deletes all that he names, or none`() throws {
        func delete(_ query: String, as user: Int) throws -> JSONValue {
            try under.send(TagsEndpoint(under.tree), "", "", .delete, query: query, as: user)
        }
        #expect(throws: PeopleError.self) { try delete("id=\(lone)", as: 11) }
        #expect(throws: RepositoryError.self) { try delete("id=\(lone)", as: 12) }
        #expect(throws: RepositoryError.self) { try delete("id=\(lone)&id=999", as: 10) }
        #expect(try ids("") == [set, inside, lone])
        #expect(try delete("id=\(lone)&id=\(set)", as: 10) == "")
        #expect(try ids("") == [inside])
        let image = ObjectReference(.image, try under.addImage("i"))
        let comment = try under.annotate(image, .comment("c"))
        #expect(throws: RepositoryError.self) { try delete("id=\(comment)", as: 10) }
    }

    @Test func `a dialog is told tags, their meanings, their owners and how many there are`() throws
    {
        func part(
            _ mode: String,
            _ more: String = "&group=5",
            as user: Int = 11
        ) throws
            -> JSONValue
        {
            try under.ask({ TaggingDataEndpoint($0) }, "jsonmode=\(mode)\(more)", as: user)
        }
        #expect(
            try part("tags") == [
                [.integer(set), "set", 10, [.integer(inside)]],
                [.integer(inside), "inside", 10, 0],
                [.integer(lone), "lone", 10, 0],
            ]
        )
        #expect(try part("tags", "&group=5&offset=1&limit=1").elements?.count == 1)
        #expect(try part("desc")["\(inside)"] == "what it means")
        #expect(try part("owners") == ["10": "Ann Zola"])
        #expect(try part("tagcount", "") == ["tag_count": 3])
        #expect(try part("tags", "") == [])
        #expect(try part("tags", "", as: 10).elements?.count == 3)
        try under.share(.readOnly)
        #expect(try part("tags") == [])
    }
}
