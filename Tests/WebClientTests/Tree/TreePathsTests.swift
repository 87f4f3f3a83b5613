import HTTP
import JSON
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Paths to objects` {
    private let under: TreeUnderTest

    init() throws { under = try TreeUnderTest(pageSize: 2) }

    /// Each path as `type-id` words, with the place of the child where one is told.
    private func paths(_ query: String, as user: Int = TreeUnderTest.ann) throws -> [String] {
        let answer = try under.ask({ PathsEndpoint($0) }, query, as: user)
        return try #require(answer["paths"]?.elements).map { path in
            path.elements.map { $0.map(word).joined(separator: " ") } ?? ""
        }
    }

    private func word(_ step: JSONValue) -> String {
        var word = "\(step["type"]?.string ?? "?")-\(step["id"]?.integer ?? -9)"
        if let count = step["childCount"]?.integer { word += "(\(count)" }
        if let index = step["childIndex"]?.integer, let page = step["childPage"]?.integer {
            word += ",\(index),\(page)"
        }
        return word + (step["childCount"] == nil ? "" : ")")
    }

    @Test func `an image is found in each dataset and project that holds it`() throws {
        let projects = try [under.add(.project, "b"), under.add(.project, "a")]
        let dataset = try under.add(.dataset, "d")
        let lone = try under.add(.dataset, "lone", TreeUnderTest.own(11))
        let image = try under.addImage("i", dataset: dataset)
        try under.catalogue.link(.datasetImage, parent: lone, child: image, by: 10)
        for project in projects {
            try under.catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
        }
        let end = "dataset-\(dataset)(1) image-\(image)"
        let all = projects.map { "experimenter-10 project-\($0) \(end)" }
        let other = "experimenter-11 dataset-\(lone)(1) image-\(image)"
        #expect(try paths("image=\(image)") == all + [other])
        #expect(try paths("image=\(image)&project=\(projects[1])") == [all[1]])
        #expect(try paths("image=\(image)&experimenter=11") == [other])
        #expect(try paths("image=\(image)&dataset=\(lone)") == [other])
        #expect(try paths("image=\(image)&group=6") == [])
        #expect(
            try paths("dataset=\(dataset)&project=\(projects[0])")
                == ["experimenter-10 project-\(projects[0]) dataset-\(dataset)"]
        )
        #expect(
            try paths("project=\(projects[0])") == ["experimenter-10 project-\(projects[0])"]
        )
        #expect(try paths("experimenter=11") == ["experimenter-11"])
        #expect(try paths("") == [])
    }

    @Test func `where a page does not hold all images, its number and the place are told`() throws {
        let dataset = try under.add(.dataset, "d")
        let ids = try ["c", "B", "a"].map { try under.addImage($0, dataset: dataset) }
        let start = "experimenter-10 dataset-\(dataset)"
        #expect(try paths("image=\(ids[0])") == [start + "(3,2,2) image-\(ids[0])"])
        #expect(try paths("image=\(ids[1])") == [start + "(3,1,1) image-\(ids[1])"])
        #expect(try paths("image=\(ids[0])&page_size=1") == [start + "(3,2,3) image-\(ids[0])"])
        #expect(try paths("image=\(ids[0])&page_size=3") == [start + "(3) image-\(ids[0])"])
    }

    @Test func `an image that lies nowhere is among its owner's orphans`() throws {
        let ids = try ["b", "a"].map { try under.addImage($0) }
        _ = try under.addImage("0", TreeUnderTest.own(11))
        let start = "experimenter-10 orphaned-10"
        #expect(try paths("image=\(ids[0])") == ["\(start) image-\(ids[0])"])
        #expect(
            try paths("image=\(ids[0])&page_size=1") == ["\(start)(2,1,2) image-\(ids[0])"]
        )
    }

    @Test func `fields of wells are found by screen, plate and run`() throws {
        let (screen, image) = try under.addPlate()
        let plate = "experimenter-10 screen-\(screen) plate-50"
        let field = plate + " acquisition-61 well-70 wellsample-80 image-\(image)"
        #expect(try paths("image=\(image)") == [field])
        #expect(try paths("image=\(image)&plate=51") == [])
        #expect(try paths("well=70") == [plate + " acquisition-61"])
        #expect(try paths("well=a1&plate=50") == [plate + " acquisition-61"])
        #expect(try paths("well=B1&plate=50") == [])
        #expect(try paths("well=70&acquisition=60") == [])
        #expect(try paths("run=60") == [plate + " acquisition-60"])
        #expect(try paths("run=61&acquisition=62") == [plate + " acquisition-62"])
        #expect(try paths("plate=50&screen=\(screen)") == [plate])
        #expect(try paths("plate=50&screen=99") == [])
        #expect(try paths("screen=\(screen)") == ["experimenter-10 screen-\(screen)"])
        #expect(
            try under.refusal { _ = try paths("well=A1") }
                == Refusal(.badRequest, "Invalid parameter value")
        )
    }

    @Test func `regions are found by their image`() throws {
        let image = try under.addImage("i")
        let roi = try under.catalogue.createROI(
            NewRegion(imageID: image, ownership: TreeUnderTest.own(10), shapes: [])
        )
        let path = "experimenter-10 orphaned-10 image-\(image) roi-\(roi)"
        #expect(try paths("roi=\(roi)") == [path])
        #expect(try paths("shape=1") == [])
    }

    @Test func `tags are found in their sets`() throws {
        func add(_ text: String, _ namespace: String? = nil) throws -> Int {
            try under.catalogue.createAnnotation(
                NewAnnotation(.tag(text), namespace: namespace, ownership: TreeUnderTest.own(10))
            )
        }
        let (set, tag, lone) = (
            try add("set", AnnotationNamespace.tagSet), try add("tag"), try add("lone")
        )
        let reference = ObjectReference(.annotation, set)
        _ = try under.catalogue.annotate(reference, with: tag, by: 10)
        #expect(try paths("tag=\(tag)") == ["experimenter-10 tagset-\(set) tag-\(tag)"])
        #expect(try paths("tag=\(lone)") == ["experimenter-10 tag-\(lone)"])
        #expect(try paths("tagset=\(set)") == ["experimenter-10 tagset-\(set)"])
        #expect(try paths("tag=\(tag)", as: 12) == [])
    }

    @Test func `no path leads to or through what its visitor does not see`() throws {
        let (ann, bob) = (TreeUnderTest.own(10, 6), TreeUnderTest.own(11, 6))
        let project = try under.add(.project, "ann's", ann)
        let dataset = try under.add(.dataset, "bob's", bob)
        let own = try under.addImage("b", bob, dataset: dataset)
        let other = try under.addImage("a", ann, dataset: dataset)
        try under.catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
        let end = "dataset-\(dataset)(1) image-\(own)"
        #expect(try paths("image=\(own)", as: 11) == ["experimenter-11 \(end)"])
        #expect(try paths("image=\(other)", as: 11) == [])
        #expect(try paths("image=\(other)") == ["experimenter-10 orphaned-10 image-\(other)"])
        #expect(try paths("project=\(project)", as: 11) == [])
        #expect(
            try paths("image=\(own)&page_size=1", as: 0) == [
                "experimenter-10 project-\(project) dataset-\(dataset)(2,1,2) image-\(own)"
            ]
        )
    }
}
