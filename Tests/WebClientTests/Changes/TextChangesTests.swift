import HTTP
import JSON
import SQLite
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Names, descriptions and new containers` {
    private let under: ChangesUnderTest
    private let dataset: Int

    init() throws {
        under = try ChangesUnderTest()
        dataset = try under.under.add(.dataset, "ann's")
    }

    private var catalogue: SQLiteCatalogue { under.under.catalogue }

    @Test func `a name and a description are kept as they are, whatever is in them`() throws {
        let text = ChangesUnderTest.hostile
        let named = try under.post(
            { NameEndpoint($0) },
            "/dataset/\(dataset)/",
            [("name", text)]
        )
        #expect(named == ["bad": "false", "o_type": "dataset"])
        let described = try under.post(
            { DescriptionEndpoint($0) },
            "/dataset/\(dataset)/",
            [("description", text)]
        )
        #expect(described == ["bad": "false"])
        let record = try catalogue.dataset(dataset)
        #expect(record?.name == text)
        #expect(record?.description == text)
    }

    @Test func `without a name nothing is named`() throws {
        let answer = try under.post({ NameEndpoint($0) }, "/dataset/\(dataset)/", [("name", " ")])
        #expect(answer == ["bad": "true", "errs": ["name": "This field is required."]])
        #expect(try catalogue.dataset(dataset)?.name == "ann's")
    }

    @Test func `others may not name what they see, and to strangers it is not there`() throws {
        for user in [ChangesUnderTest.bob, nil] {
            #expect(throws: PeopleError.notAllowed("change Dataset \(dataset)")) {
                try under.post(
                    { NameEndpoint($0) },
                    "/dataset/\(dataset)/",
                    [("name", "x")],
                    as: user
                )
            }
        }
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.dataset, dataset))) {
            try under.post(
                { DescriptionEndpoint($0) },
                "/dataset/\(dataset)/",
                [("description", "x")],
                as: ChangesUnderTest.eve
            )
        }
        #expect(try catalogue.dataset(dataset)?.name == "ann's")
    }

    @Test func `a tag's name is its text, and a comment has none`() throws {
        let tag = try make([("folder_type", "tag")])
        try under.post({ NameEndpoint($0) }, "/tag/\(tag)/", [("name", "renamed")])
        #expect(try catalogue.annotation(tag)?.value == .tag("renamed"))
        let comment = try catalogue.createAnnotation(
            NewAnnotation(.comment("c"), ownership: TreeUnderTest.own(ChangesUnderTest.ann))
        )
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.annotation, comment))) {
            try under.post({ NameEndpoint($0) }, "/comment/\(comment)/", [("name", "x")])
        }
    }

    private func make(_ fields: [(String, String)], _ path: String = "/") throws -> Int {
        let answer = try under.post(
            { NewContainerEndpoint($0) },
            path,
            [("name", "new")] + fields
        )
        #expect(answer["bad"] == "false")
        return try #require(answer["id"]?.integer)
    }

    @Test func `containers are made in the group one works in, or in that of their parent`() throws
    {
        for type in ["project", "dataset", "screen"] {
            let id = try make([("folder_type", type), ("description", "d")])
            let kind = try #require(ObjectKind(rawValue: type))
            #expect(
                try catalogue.ownership(of: ObjectReference(kind, id))
                    == TreeUnderTest.own(ChangesUnderTest.ann)
            )
        }
        let secret = TreeUnderTest.own(ChangesUnderTest.ann, TreeUnderTest.secret)
        let project = try under.under.add(.project, "p", secret)
        let inside = try make([], "/project/\(project)/")
        #expect(try catalogue.ownership(of: ObjectReference(.dataset, inside)) == secret)
        #expect(try catalogue.projects(ofDataset: inside).map(\.id) == [project])
    }

    @Test func `a set of tags gets tags`() throws {
        let set = try make([("folder_type", "tagset")])
        #expect(try catalogue.annotation(set)?.namespace == AnnotationNamespace.tagSet)
        let tag = try make([], "/tagset/\(set)/")
        let tags = try catalogue.annotations(of: .annotation, [set], types: nil, namespace: nil)
        #expect(tags.map(\.annotation.id) == [tag])
        let noted = try catalogue.database.read { connection in
            try connection.rows(
                "SELECT action, entityid FROM eventlog WHERE entitytype = ? ORDER BY id",
                ObjectKind.annotation.className
            ) { "\(try $0.next(String.self)) \(try $0.next(Int.self))" }
        }
        #expect(noted == ["INSERT \(set)", "INSERT \(tag)", "UPDATE \(set)"])
    }

    @Test func `images are put into a new dataset of their group`() throws {
        let images = try ["a", "b"].map { try under.under.addImage($0) }
        let new = try make(
            [("folder_type", "dataset")] + images.map { ("image", "\($0)") }
        )
        #expect(try catalogue.images(inDataset: new, after: 0, limit: 9).map(\.id) == images)
        let bobs = try under.under.addImage("c", TreeUnderTest.own(ChangesUnderTest.bob))
        #expect(throws: PeopleError.notAllowed("link Image \(bobs)")) {
            try make([("folder_type", "dataset"), ("image", "\(bobs)")])
        }
    }

    @Test func `the public makes nothing, and nobody makes things of others`() throws {
        #expect(throws: PeopleError.notAllowed("make things")) {
            try under.post(
                { NewContainerEndpoint($0) },
                "/",
                [("name", "x"), ("folder_type", "project")],
                as: nil
            )
        }
        #expect(throws: Refusal(.forbidden, "You may not make things of others")) {
            try make([("folder_type", "project"), ("owner", "11")])
        }
        #expect(throws: Refusal(.badRequest, "folder_type: 'x' is nothing that holds things")) {
            try make([("folder_type", "x")])
        }
    }

    @Test func `a body that is called JSON is read as a form, as QuPath sends it`() throws {
        try under.post(
            { NameEndpoint($0) },
            "/dataset/\(dataset)/",
            [("name", "called JSON")],
            mediaType: "application/json"
        )
        #expect(try catalogue.dataset(dataset)?.name == "called JSON")
    }
}
