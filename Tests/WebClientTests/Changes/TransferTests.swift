import HTTP
import JSON
import Testing
import WebAccess

@testable import Repository
@testable import WebClient

/// Ann is in the groups `shared` and `Secret`.
@Suite struct `Moving to another group or owner` {
    private let under: ChangesUnderTest
    private let project: Int
    private let dataset: Int
    private let image: Int

    init() throws {
        under = try ChangesUnderTest()
        project = try under.under.add(.project, "p")
        dataset = try under.under.add(.dataset, "d")
        image = try under.under.addImage("i", dataset: dataset)
        try under.under.catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
    }

    private var catalogue: SQLiteCatalogue { under.under.catalogue }

    private func group(_ kind: ObjectKind, _ id: Int) throws -> Int? {
        try catalogue.ownership(of: ObjectReference(kind, id))?.groupID
    }

    private func move(
        _ fields: [(String, String)],
        to group: Int = 6,
        as user: Int? = 10
    ) throws
        -> JSONValue
    {
        try under.post(
            { TransferEndpoint($0, isChgrp: true) },
            "/",
            fields + [("group_id", "\(group)")],
            as: user
        )
    }

    /// What a trial of a move says.
    private func tryMove(_ objects: [ObjectReference], as user: Int = 10) throws -> JSONValue {
        let trial = TransferTrial(Transfer(objects, to: .group(6)))
        #expect(TransferTrial(jobID: trial.jobID) == trial)
        let request = Request(
            method: .get,
            target: RequestTarget(path: "/", query: "jobId=\(trial.jobID)")
        )
        let response = try ActivitiesEndpoint(catalogue).respond(
            to: request,
            RouteParameters(),
            under.visitor(user)
        )
        return try #require(JSONReader.document(response.text))
    }

    private func annotate(
        _ value: AnnotationValue,
        _ images: [Int],
        by user: Int = 10
    ) throws
        -> Int
    {
        let id = try catalogue.createAnnotation(
            NewAnnotation(value, ownership: TreeUnderTest.own(user))
        )
        for image in images {
            _ = try catalogue.annotate(ObjectReference(.image, image), with: id, by: user)
        }
        return id
    }

    @Test func `a project goes with all that it alone holds, and a trial leaves it`() throws {
        let trial = try tryMove([ObjectReference(.project, project)])
        #expect(trial["finished"] == true)
        #expect(trial["includedObjects"]?["Images"] == [.integer(image)])
        #expect(try group(.image, image) == 5)
        let answer = try move([("Project", "\(project)")])
        #expect(answer["update"]?["remove"]?["dataset"] == [.integer(dataset)])
        for (kind, id) in [(ObjectKind.project, project), (.dataset, dataset), (.image, image)] {
            #expect(try group(kind, id) == 6)
        }
        let fileset = try #require(try catalogue.image(image)?.filesetID)
        #expect(try group(.fileset, fileset) == 6)
        #expect(try catalogue.project(project)?.datasetCount == 1)
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.image, image))) {
            _ = try tryMove([ObjectReference(.image, image)], as: ChangesUnderTest.bob)
        }
    }

    @Test func `links that would lead into another group are cut, and the trial says so`() throws {
        let trial = try tryMove([ObjectReference(.dataset, dataset)])
        let named: JSONValue = [["id": .integer(project), "name": "p"]]
        #expect(trial["unlinkedParents"]?["Projects"] == named)
        _ = try move([("Dataset", "\(dataset)")])
        #expect(try catalogue.project(project)?.datasetCount == 0)
        #expect(try group(.project, project) == 5)
        #expect(try group(.image, image) == 6)
    }

    @Test func `annotations go along where nothing else bears them`() throws {
        let other = try under.under.addImage("o")
        let alone = try annotate(.tag("alone"), [image])
        let both = try annotate(.tag("both"), [image, other])
        let bobs = try annotate(.comment("bob's"), [image], by: 11)
        let trial = try tryMove([ObjectReference(.image, image)])["unlinkedAnnotations"]
        #expect(trial?["Tags"] == [["id": .integer(both), "name": "both"]])
        #expect(trial?["Comments"]?.elements?.count == 1)
        _ = try move([("Image", "\(image)")])
        #expect(try group(.annotation, alone) == 6)
        #expect(try catalogue.annotation(alone)?.linkCount == 1)
        #expect(try group(.annotation, both) == 5)
        #expect(try catalogue.annotation(both)?.linkCount == 1)
        #expect(try catalogue.annotation(bobs)?.linkCount == 0)
    }

    @Test func `a fileset moves whole or not at all`() throws {
        let images = try under.addFileset(images: 2, dataset: nil, path: "/a", client: "/a")
        #expect(try move([("Image", "\(images[0])")])["Error"] != nil)
        #expect(try group(.image, images[0]) == 5)
        _ = try move([("Image", "\(images[0]),\(images[1])")])
        #expect(try images.map { try group(.image, $0) } == [6, 6])
    }

    @Test func `moved images lie in a dataset that is made with the move`() throws {
        let name = ChangesUnderTest.hostile
        let container = [("new_container_name", name), ("new_container_type", "dataset")]
        _ = try move([("Image", "\(image)")] + container)
        let made = try #require(try catalogue.datasets(ofImage: image).first)
        #expect(try catalogue.datasets(ofImage: image).count == 1)
        #expect(made.name == name)
        #expect(made.ownership == TreeUnderTest.own(10, 6))
        #expect(try catalogue.dataset(dataset)?.imageCount == 0)
    }

    @Test func `what a container cannot hold is not moved, and no container is made`() throws {
        let before = try catalogue.datasets(after: 0, limit: 10).count
        let container = [("new_container_name", "n"), ("new_container_type", "dataset")]
        #expect(throws: Refusal(.badRequest, "a Dataset cannot be given what is moved")) {
            _ = try move([("Project", "\(project)")] + container)
        }
        #expect(throws: Refusal(.badRequest, "new_container_type: 'well' holds nothing")) {
            let wrong = [("new_container_name", "n"), ("new_container_type", "well")]
            _ = try move([("Image", "\(image)")] + wrong)
        }
        #expect(throws: PeopleError.notAllowed("move Image \(image)")) {
            _ = try move([("Image", "\(image)")] + container, as: ChangesUnderTest.bob)
        }
        #expect(try catalogue.datasets(after: 0, limit: 10).count == before)
        #expect(try group(.project, project) == 5)
    }

    @Test func `an administrator makes the container for the owner of what he moves`() throws {
        let container = [("new_container_name", "n"), ("new_container_type", "project")]
        _ = try move([("Dataset", "\(dataset)")] + container, as: 0)
        let made = try #require(try catalogue.projects(ofDataset: dataset).first)
        #expect(made.ownership == TreeUnderTest.own(10, 6))
    }

    @Test func `a container that is there takes what is moved, unless it is in another group`()
        throws
    {
        let there = try under.under.add(.dataset, "t", TreeUnderTest.own(10, 6))
        let bobs = try under.under.add(.dataset, "b", TreeUnderTest.own(11, 6))
        let here = try under.under.add(.dataset, "h")
        func put(into dataset: Int) throws {
            _ = try move([("Image", "\(image)"), ("target_id", "dataset-\(dataset)")])
        }
        #expect(throws: PeopleError.notAllowed("link things of different groups")) {
            try put(into: here)
        }
        // The group is private: what is Bob's there, Ann does not know.
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.dataset, bobs))) {
            try put(into: bobs)
        }
        #expect(try group(.image, image) == 5)
        try put(into: there)
        #expect(try catalogue.datasets(ofImage: image).map(\.id) == [there])
    }

    @Test func `a fileset that is named goes whole, into the dataset that is moved`() throws {
        let images = try under.addFileset(images: 2, dataset: nil, path: "/a", client: "/a")
        let fileset = try #require(try catalogue.image(images[0])?.filesetID)
        try catalogue.link(.datasetImage, parent: dataset, child: images[0], by: 10)
        #expect(try move([("Dataset", "\(dataset)")])["Error"] != nil)
        _ = try move([("Dataset", "\(dataset)"), ("fileset", "\(fileset)")])
        #expect(try images.map { try group(.image, $0) } == [6, 6])
        #expect(
            try images.map { try catalogue.datasets(ofImage: $0).map(\.id) } == [
                [dataset], [dataset],
            ]
        )
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.fileset, fileset))) {
            _ = try move([("fileset", "\(fileset)")], to: 7, as: ChangesUnderTest.eve)
        }
    }

    @Test func `others move nothing, and nobody into groups that are not his`() throws {
        for user in [ChangesUnderTest.bob, nil] {
            #expect(throws: PeopleError.notAllowed("move Image \(image)")) {
                _ = try move([("Image", "\(image)")], as: user)
            }
        }
        for group in [7, 1] {
            #expect(throws: PeopleError.notAllowed("move Image \(image) to group \(group)")) {
                _ = try move([("Image", "\(image)")], to: group)
            }
        }
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.image, image))) {
            _ = try move([("Image", "\(image)")], as: ChangesUnderTest.eve)
        }
        // The second of two is refused, so the first stays as well.
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.image, 99))) {
            _ = try move([("Image", "\(image),99")])
        }
        #expect(try group(.image, image) == 5)
    }

    @Test func `administrators give things to members of their group`() throws {
        let tag = try annotate(.tag("t"), [image])
        func give(to owner: Int, as user: Int = 0) throws -> JSONValue {
            try under.post(
                { TransferEndpoint($0, isChgrp: false) },
                "/",
                [("Dataset", "\(dataset)"), ("owner_id", "\(owner)")],
                as: user
            )
        }
        #expect(throws: PeopleError.notAllowed("give away Dataset \(dataset)")) {
            _ = try give(to: 11, as: 10)
        }
        #expect(throws: PeopleError.notMember(user: "eve", group: "5")) { _ = try give(to: 12) }
        #expect(try give(to: 11) == ["jobIds": []])
        #expect(try catalogue.image(image)?.ownerID == 11)
        #expect(try catalogue.dataset(dataset)?.ownerID == 11)
        #expect(try catalogue.annotation(tag)?.ownership.ownerID == 11)
        #expect(try catalogue.project(project)?.ownership.ownerID == 10)
    }
}
