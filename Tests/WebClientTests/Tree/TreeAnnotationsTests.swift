import HTTP
import JSON
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Annotations of things` {
    private let under: TreeUnderTest

    init() throws { under = try TreeUnderTest() }

    private func ask(_ query: String, as user: Int = TreeUnderTest.ann) throws -> JSONValue {
        try under.ask({ AnnotationsEndpoint($0) }, query, as: user)
    }

    private func ids(_ query: String, as user: Int = TreeUnderTest.ann) throws -> [Int] {
        try #require(try ask(query, as: user)["annotations"]?.elements).ids
    }

    @Test func `an annotation tells what it says, of what, who made it and what one may`() throws {
        let image = ObjectReference(.image, try under.addImage("i"))
        let pairs = [KeyValuePair("k", "v"), KeyValuePair("k", "")]
        let map = try under.annotate(image, .map(pairs), namespace: "ns", TreeUnderTest.own(11))
        let answer = try ask("image=\(image.id)")
        #expect(answer["experimenters"]?.elements?.ids == [11])
        let found = try #require(answer["annotations"]?.elements?.first)
        #expect(found["id"]?.integer == map)
        #expect(found["class"] == "MapAnnotationI")
        #expect(found["ns"] == "ns")
        #expect(found["values"] == [["k", "v"], ["k", ""]])
        #expect(found["owner"] == ["id": 11])
        #expect(
            found["permissions"]
                == ["canDelete": false, "canAnnotate": true, "canLink": false, "canEdit": false]
        )
        #expect(
            found["link"]?["parent"]
                == ["id": .integer(image.id), "class": "ImageI", "name": "i"]
        )
        #expect(found["link"]?["owner"] == ["id": 11])
    }

    @Test func `types and namespaces are chosen, and those without a namespace come last`() throws {
        let object = ObjectReference(.dataset, try under.add(.dataset, "d"))
        let tag = try under.annotate(object, .tag("t"))
        let comment = try under.annotate(object, .comment("c"))
        let rating = try under.annotate(
            object,
            .long(4),
            namespace: AnnotationNamespace.rating
        )
        let other = try under.annotate(object, .long(5), namespace: "a")
        let query = "dataset=\(object.id)"
        #expect(try ids(query) == [other, rating, tag, comment])
        #expect(try ids(query + "&type=tag") == [tag])
        #expect(try ids(query + "&type=comment") == [comment])
        #expect(try ids(query + "&type=rating") == [rating])
        #expect(try ids(query + "&type=custom") == [other])
        #expect(try ids(query + "&ns=a") == [other])
        #expect(try ids(query + "&type=map") == [])
        #expect(try ids(query + "&limit=1&page=2") == [rating])
    }

    @Test func `runs and wells are named by their number and their place`() throws {
        _ = try under.addPlate()
        _ = try under.annotate(ObjectReference(.plateAcquisition, 61), .tag("run"))
        _ = try under.annotate(ObjectReference(.well, 70), .tag("well"))
        let answer = try #require(try ask("run=61&well=70")["annotations"]?.elements)
        #expect(answer.compactMap { $0["link"]?["parent"]?["name"]?.string } == ["Run 61", "A1"])
        #expect(try ids("acquisition=61").count == 1)
    }

    @Test func `what holds a thing lends it its annotations, and what they hold is told`() throws {
        let project = try under.add(.project, "p")
        let dataset = try under.add(.dataset, "d")
        let image = try under.addImage("i", dataset: dataset)
        try under.catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
        let own = try under.annotate(ObjectReference(.image, image), .tag("own"))
        let above = try under.annotate(ObjectReference(.project, project), .tag("above"))
        let answer = try ask("image=\(image)&parents=true")
        #expect(answer["annotations"]?.elements?.ids == [own])
        #expect(answer["parents"]?["annotations"]?.elements?.ids == [above])
        let lineage: JSONValue = [
            "ProjectI": .object([
                .init(
                    "\(project)",
                    [["id": .integer(image), "class": "ImageI", "name": "i"]]
                )
            ])
        ]
        #expect(answer["parents"]?["lineage"] == lineage)
        let plain = try ask("image=\(image)&parents=false")
        #expect(plain["parents"] == nil)
    }

    @Test func `nothing is told of what is not seen`() throws {
        let secret = TreeUnderTest.own(11, TreeUnderTest.secret)
        let image = try under.addImage("b", secret)
        let tag = try under.annotate(ObjectReference(.image, image), .tag("t"), secret)
        #expect(try ids("image=\(image)") == [])
        #expect(try ids("image=\(image)", as: 11) == [tag])
        #expect(try ids("image=\(image)&parents=true", as: 12) == [])
        #expect(try ids("image=\(image)", as: 0) == [tag])
    }
}
