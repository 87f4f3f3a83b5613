import HTTP
import JSON
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Taking things out of containers` {
    private let under: ChangesUnderTest
    private let dataset: Int
    private let image: Int

    init() throws {
        under = try ChangesUnderTest()
        dataset = try under.under.add(.dataset, "d")
        image = try under.under.addImage("i", dataset: dataset)
    }

    private var catalogue: SQLiteCatalogue { under.under.catalogue }

    private func remove(_ path: String, _ parent: String, as user: Int? = 10) throws {
        let answer = try under.post(
            { UnlinkingEndpoint($0) },
            path,
            [("parent", parent)],
            as: user
        )
        #expect(answer == ["bad": "false"])
    }

    @Test func `an image leaves its dataset and stays`() throws {
        try remove("/image/\(image)/", "dataset-\(dataset)")
        #expect(try catalogue.dataset(dataset)?.imageCount == 0)
        #expect(try catalogue.image(image) != nil)
    }

    @Test func `others leave links where they are`() throws {
        for user in [ChangesUnderTest.bob, nil] {
            #expect(throws: PeopleError.notAllowed("change Dataset \(dataset)")) {
                try remove("/image/\(image)/", "dataset-\(dataset)", as: user)
            }
        }
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.dataset, dataset))) {
            try remove("/image/\(image)/", "dataset-\(dataset)", as: ChangesUnderTest.eve)
        }
        #expect(try catalogue.dataset(dataset)?.imageCount == 1)
    }

    @Test func `each takes his own tags off, the owner of a thing everybody's`() throws {
        let tag = try catalogue.createAnnotation(
            NewAnnotation(.tag("t"), ownership: TreeUnderTest.own(ChangesUnderTest.bob))
        )
        let object = ObjectReference(.image, image)
        for user in [10, 11] { _ = try catalogue.annotate(object, with: tag, by: user) }
        try remove("/tag/\(tag)/", "image-\(image)", as: ChangesUnderTest.bob)
        #expect(try catalogue.annotation(tag)?.linkCount == 1)
        _ = try catalogue.annotate(object, with: tag, by: 11)
        try remove("/tag/\(tag)/", "image-\(image)|dataset-\(dataset)")
        #expect(try catalogue.annotation(tag)?.linkCount == 0)
    }

    @Test func `a comment that nothing bears any more is gone`() throws {
        let comment = try catalogue.createAnnotation(
            NewAnnotation(.comment("c"), ownership: TreeUnderTest.own(ChangesUnderTest.ann))
        )
        let things = [ObjectReference(.image, image), ObjectReference(.dataset, dataset)]
        for thing in things { _ = try catalogue.annotate(thing, with: comment, by: 10) }
        try remove("/comment/\(comment)/", "image-\(image)")
        #expect(try catalogue.annotation(comment) != nil)
        try remove("/comment/\(comment)/", "dataset-\(dataset)")
        #expect(try catalogue.annotation(comment) == nil)
    }

    @Test(arguments: ["", "image", "nothing-1", "image-x", "project-1"])
    func `what holds nothing such is refused`(parent: String) throws {
        #expect(throws: Refusal.self) { try remove("/image/\(image)/", parent) }
    }
}
