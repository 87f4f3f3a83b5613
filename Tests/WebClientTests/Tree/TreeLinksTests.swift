import HTTP
import JSON
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Links of the tree` {
    private let under: TreeUnderTest

    init() throws { under = try TreeUnderTest() }

    private func change(
        _ method: HTTP.Method,
        _ links: String,
        as user: Int = TreeUnderTest.ann
    ) throws -> JSONValue {
        try under.send(
            LinksEndpoint(under.tree),
            links.replacing("'", with: "\""),
            "application/json",
            method,
            as: user
        )
    }

    private func parents(_ query: String, as user: Int = TreeUnderTest.ann) throws -> [Int] {
        let answer = try under.ask({ ParentLinksEndpoint($0) }, query, as: user)
        return try #require(answer["data"]?.elements).compactMap { $0["parent"]?["id"]?.integer }
    }

    @Test func `things are put into others and taken out, and what remains is told`() throws {
        let datasets = try ["a", "b"].map { try under.add(.dataset, $0) }
        let images = try ["i", "j"].map { try under.addImage($0) }
        for dataset in datasets {
            let links = "{'dataset':{'\(dataset)':{'image':[\(images[0]),\(images[1])]}}}"
            #expect(try change(.post, links) == ["success": true])
            #expect(try change(.post, links) == ["success": true])
        }
        #expect(try parents("image=\(images[0]),\(images[1])") == datasets + datasets)
        let one = "{'dataset':{'\(datasets[0])':{'image':[\(images[0])]}}}"
        let rest: JSONValue = .object([
            .init("\(datasets[1])", ["image": [.integer(images[0])]])
        ])
        #expect(try change(.delete, one) == ["dataset": rest, "success": true])
        #expect(try parents("image=\(images[0])&image=\(images[1])") == [datasets[1]] + datasets)
        let dataset = ObjectReference(.dataset, datasets[0])
        #expect(throws: RepositoryError.notLinked(to: dataset)) { try change(.delete, one) }
    }

    @Test func `projects, screens, sets of tags and tags hold what they may`() throws {
        let project = try under.add(.project, "p")
        let dataset = try under.add(.dataset, "d")
        let (screen, image) = try under.addPlate()
        let set = try under.annotate(
            .init(.image, image),
            .tag("set"),
            namespace: AnnotationNamespace.tagSet
        )
        let tag = try under.annotate(.init(.project, project), .tag("tag"))
        _ = try change(.post, "{'project':{'\(project)':{'dataset':[\(dataset)]}}}")
        _ = try change(.post, "{'screen':{'\(screen)':{'plate':[50]}}}")
        _ = try change(.post, "{'tagset':{'\(set)':{'tag':[\(tag)]}}}")
        _ = try change(.post, "{'tag':{'\(tag)':{'image':[\(image)]}}}")
        #expect(try parents("dataset=\(dataset)&plate=50") == [project, screen])
        #expect(try under.catalogue.tags(ofSets: [set], .everything) == [set: [tag]])
        #expect(try under.catalogue.annotated(.image, by: tag, after: 0, limit: 9) == [image])
        _ = try change(.delete, "{'tag':{'\(tag)':{'image':[\(image)]}}}")
        _ = try change(.delete, "{'tagset':{'\(set)':{'tag':[\(tag)]}}}")
        #expect(try under.catalogue.annotated(.image, by: tag, after: 0, limit: 9) == [])
        #expect(try under.catalogue.tags(ofSets: [set], .everything) == [set: []])
        #expect(throws: RepositoryError.self) {
            try change(.post, "{'tagset':{'\(tag)':{'tag':[\(set)]}}}")
        }
    }

    @Test func `what lies right below its owner is linked to nothing`() throws {
        let links = "{'experimenter':{'10':{'dataset':[1]}},'orphaned':{'10':{'image':[1]}}}"
        #expect(try change(.post, links) == ["success": false])
        #expect(try change(.delete, links) == ["success": true])
    }

    @Test(arguments: ["", "[]", "{'dataset':1}", "{'dataset':{'a':{'image':[1]}}}"])
    func `what is no list of links is refused`(_ links: String) throws {
        #expect(try under.refusal { _ = try change(.post, links) }?.status == .badRequest)
    }

    @Test func `types that hold nothing of that type are not found`() throws {
        let refusal = try under.refusal {
            _ = try change(.post, "{'image':{'1':{'dataset':[1]}}}")
        }
        #expect(refusal?.status == .notFound)
    }

    /// Whether a member may put his image into another's dataset, by the level of the group.
    @Test(arguments: [GroupLevel.isPrivate, .readOnly, .readAnnotate, .readWrite])
    func `members mix their data where all may write, and all or nothing is done`(
        _ level: GroupLevel
    ) throws {
        let dataset = try under.add(.dataset, "ann's")
        let own = try under.add(.dataset, "bob's", TreeUnderTest.own(11))
        let image = try under.addImage("bob's", TreeUnderTest.own(11))
        try under.share(level)
        let links = """
            {'dataset':{'\(own)':{'image':[\(image)]},'\(dataset)':{'image':[\(image)]}}}
            """
        if level == .readWrite {
            #expect(try change(.post, links, as: 11) == ["success": true])
        } else if level == .isPrivate {
            #expect(throws: RepositoryError.self) { try change(.post, links, as: 11) }
        } else {
            #expect(throws: PeopleError.self) { try change(.post, links, as: 11) }
        }
        #expect(try parents("image=\(image)", as: 11).count == (level == .readWrite ? 2 : 0))
        #expect(throws: RepositoryError.self) { try change(.post, links, as: 12) }
    }

    @Test func `others' links stay, unless all may write`() throws {
        let dataset = try under.add(.dataset, "d")
        let image = try under.addImage("i", dataset: dataset)
        let links = "{'dataset':{'\(dataset)':{'image':[\(image)]}}}"
        #expect(throws: PeopleError.self) { try change(.delete, links, as: 11) }
        try under.share(.readWrite)
        #expect(try change(.delete, links, as: 11) == ["success": true])
    }

    @Test func `things of different groups are not linked`() throws {
        let dataset = try under.add(.dataset, "d")
        let image = try under.addImage("i", TreeUnderTest.own(10, TreeUnderTest.secret))
        #expect(throws: PeopleError.notAllowed("link things of different groups")) {
            try change(.post, "{'dataset':{'\(dataset)':{'image':[\(image)]}}}")
        }
    }

    @Test func `each link has a number of its own`() throws {
        let datasets = try (0..<3).map { try under.add(.dataset, "\($0)") }
        let image = try under.addImage("i")
        let ids = "\(datasets[0])':{'image':[\(image)]},'\(datasets[1])':{'image':[\(image)]"
        _ = try change(.post, "{'dataset':{'\(ids)}}}")
        let answer = try under.ask({ ParentLinksEndpoint($0) }, "image=\(image)")
        let numbers = try #require(answer["data"]?.elements).ids
        #expect(Set(numbers).count == 2)
        #expect(try parents("image=\(image)", as: 12) == [])
    }
}
