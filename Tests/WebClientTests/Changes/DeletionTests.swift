import HTTP
import JSON
import Kernel
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebClient

@Suite struct `Deleting` {
    private let under: ChangesUnderTest
    private let project: Int
    private let dataset: Int

    init() throws {
        under = try ChangesUnderTest()
        project = try under.under.add(.project, "p")
        dataset = try under.under.add(.dataset, "d")
        try under.under.catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
    }

    private var catalogue: SQLiteCatalogue { under.under.catalogue }

    @discardableResult
    private func delete(
        _ path: String,
        _ fields: [(String, String)] = [],
        as user: Int? = 10
    ) throws -> JSONValue {
        try under.post({ DeletionEndpoint($0) }, path, fields, as: user)
    }

    @Test func `a container goes alone, or with what only it holds`() throws {
        let kept = try under.under.add(.dataset, "in two projects")
        let other = try under.under.add(.project, "other")
        for parent in [project, other] {
            try catalogue.link(.projectDataset, parent: parent, child: kept, by: 10)
        }
        let image = try under.under.addImage("i", dataset: dataset)
        let shared = try under.under.addImage("s", dataset: dataset)
        try catalogue.link(.datasetImage, parent: kept, child: shared, by: 10)
        #expect(try delete("/project/\(project)/", [("child", "true")]) == ["bad": "false"])
        #expect(try catalogue.project(project) == nil)
        #expect(try catalogue.dataset(dataset) == nil)
        #expect(try catalogue.image(image) == nil)
        #expect(try catalogue.dataset(kept)?.imageCount == 1)
        #expect(try catalogue.image(shared) != nil)
        try delete("/dataset/\(kept)/", [("child", "false")])
        #expect(try catalogue.image(shared) != nil)
    }

    @Test func `what belongs to others stays when their container goes`() throws {
        let bobs = try under.under.addImage(
            "b",
            TreeUnderTest.own(ChangesUnderTest.bob),
            dataset: dataset
        )
        try delete("/dataset/\(dataset)/", [("child", "on")])
        #expect(try catalogue.image(bobs) != nil)
        #expect(try catalogue.dataset(dataset) == nil)
    }

    @Test func `images of one fileset go together or not at all`() throws {
        let images = try under.addFileset(images: 2, dataset: nil, path: "/m/a", client: "/c/a")
        let answer = try delete("/image/\(images[0])/")
        #expect(answer["bad"] == "true")
        #expect(answer["errs"]?.string?.contains("image \(images[1])") == true)
        #expect(try catalogue.image(images[0]) != nil)
        let all = images.map { ("image", "\($0)") }
        #expect(try delete("/", all) == ["bad": "false"])
        #expect(try catalogue.imageCount() == 0)
    }

    @Test func `copies of the repository are removed, and files of others are left alone`() throws {
        let folder = under.under.folder
        try Directory.create(folder.path("data"))
        let copy = try folder.write("x", to: "data/copy")
        let inPlace = try folder.write("x", to: "original")
        let hidden = try folder.write("x", to: "data/in place")
        let images =
            try under.addFileset(images: 1, dataset: nil, path: copy, client: "/c/copy")
            + under.addFileset(images: 1, dataset: nil, path: inPlace, client: inPlace)
            + under.addFileset(images: 1, dataset: nil, path: hidden, client: hidden)
        try delete("/", images.map { ("image", "\($0)") })
        #expect(!Directory.exists(copy))
        #expect(Directory.exists(inPlace))
        #expect(Directory.exists(hidden))
    }

    @Test func `comments go with what they are about, tags when they are wanted gone`() throws {
        let image = try under.under.addImage("i", dataset: dataset)
        let other = try under.under.addImage("o", dataset: dataset)
        func annotate(_ value: AnnotationValue, _ images: [Int]) throws -> Int {
            let id = try catalogue.createAnnotation(
                NewAnnotation(value, ownership: TreeUnderTest.own(ChangesUnderTest.ann))
            )
            for image in images {
                _ = try catalogue.annotate(ObjectReference(.image, image), with: id, by: 10)
            }
            return id
        }
        let comment = try annotate(.comment("c"), [image])
        let tag = try annotate(.tag("t"), [image])
        let lastTag = try annotate(.tag("u"), [other])
        let sharedTag = try annotate(.tag("s"), [image, other])
        try delete("/image/\(image)/")
        #expect(try catalogue.annotation(comment) == nil)
        #expect(try catalogue.annotation(tag)?.linkCount == 0)
        #expect(try catalogue.annotation(sharedTag)?.linkCount == 1)
        try delete("/image/\(other)/", [("anns", "true")])
        #expect(try catalogue.annotation(lastTag) == nil)
        #expect(try catalogue.annotation(sharedTag) == nil)
    }

    @Test func `a plate goes with its wells and images`() throws {
        let (screen, image) = try under.under.addPlate()
        try delete("/", [("plate", "50")])
        #expect(try catalogue.plate(50) == nil)
        #expect(try catalogue.well(70) == nil)
        #expect(try catalogue.image(image) == nil)
        #expect(try catalogue.screen(screen)?.plateCount == 0)
    }

    @Test func `many images go in several batches of whole filesets`() throws {
        let count = DeletionPlan.batchImages
        for number in 0..<3 {
            let path = "/c/\(number)"
            _ = try under.addFileset(
                images: count / 2 + 1,
                dataset: dataset,
                path: path,
                client: path
            )
        }
        let deletion = Deletion([ObjectReference(.dataset, dataset)], withContents: true)
        let plan = try catalogue.plan(deletion, by: under.visitor(10).actor)
        #expect(plan.imageBatches.map(\.count) == Array(repeating: count / 2 + 1, count: 3))
        // Ended after the first batch: what is left is deleted when it is asked for again.
        _ = try catalogue.deleteImages(
            plan.imageBatches[0],
            withSharedAnnotations: false,
            by: under.visitor(10).actor
        )
        #expect(try catalogue.dataset(dataset)?.imageCount == count + 2)
        try delete("/dataset/\(dataset)/", [("child", "1")])
        #expect(try catalogue.imageCount() == 0)
        #expect(try catalogue.dataset(dataset) == nil)
    }

    @Test func `others delete nothing, and to strangers it is not there`() throws {
        for user in [ChangesUnderTest.bob, nil] {
            #expect(throws: PeopleError.notAllowed("delete Project \(project)")) {
                try delete("/project/\(project)/", [("child", "true")], as: user)
            }
        }
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.project, project))) {
            try delete("/project/\(project)/", as: ChangesUnderTest.eve)
        }
        #expect(try catalogue.project(project) != nil)
        #expect(try catalogue.dataset(dataset) != nil)
    }
}
