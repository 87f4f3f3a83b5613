import HTTP
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Where things lie` {
    private let test: PanelsUnderTest
    private var under: TreeUnderTest { test.under }
    private static let hierarchy: PanelsUnderTest.Maker = { HierarchyEndpoint($0) }

    init() throws { test = try PanelsUnderTest() }

    /// The steps of each way, such as `dataset-4`.
    private func ways(_ target: String, as user: Int = 10) throws -> [[String]] {
        try test.panel(Self.hierarchy, target, as: user).split(separator: "<ol>").dropFirst().map {
            $0.split(separator: "<li data-type=\"").dropFirst().map { item in
                let words = item.split(separator: "\"", maxSplits: 3)
                return "\(words[0])-\(words[2])"
            }
        }
    }

    @Test func `an image lies in each of its datasets, and each step leads to the browser`() throws
    {
        let project = try under.add(.project, "p")
        let datasets = try ["a", "b"].map { try under.add(.dataset, $0) }
        try under.catalogue.link(.projectDataset, parent: project, child: datasets[0], by: 10)
        let image = try under.addImage("i", dataset: datasets[0])
        try under.catalogue.link(.datasetImage, parent: datasets[1], child: image, by: 10)
        #expect(
            try ways("image/\(image)/") == [
                [
                    "experimenter-10", "project-\(project)", "dataset-\(datasets[0])",
                    "image-\(image)",
                ],
                ["experimenter-10", "dataset-\(datasets[1])", "image-\(image)"],
            ]
        )
        let html = try test.panel(Self.hierarchy, "image/\(image)/")
        #expect(html.contains("data-id=\"10\">Ann Zola</li>"))
        #expect(html.contains("<a href=\"/omero/webclient/?project=\(project)\">p</a>"))
        #expect(html.contains("<a href=\"/omero/webclient/?show=image-\(image)\">i</a>"))
    }

    @Test func `plates, runs, wells and their images lie in screens, tags below their owners`()
        throws
    {
        let (screen, image) = try under.addPlate()
        let above = ["experimenter-10", "screen-\(screen)", "plate-50"]
        #expect(try ways("plate/50/") == [above])
        #expect(try ways("acquisition/61/") == [above + ["acquisition-61"]])
        #expect(try ways("well/70/") == [above + ["acquisition-61", "well-70"]])
        #expect(
            try ways("image/\(image)/")
                == [above + ["acquisition-61", "well-70", "image-\(image)"]]
        )
        let tag = try under.annotate(ObjectReference(.image, image), .tag("t"))
        #expect(try ways("tag/\(tag)/") == [["experimenter-10", "tag-\(tag)"]])
        let orphan = try under.addImage("o")
        #expect(
            try ways("image/\(orphan)/")
                == [["experimenter-10", "orphaned-10", "image-\(orphan)"]]
        )
    }

    @Test func `hostile names come back as they went in`() throws {
        let hostile = PanelsUnderTest.hostile
        let dataset = try under.add(.dataset, hostile)
        let image = try under.addImage(hostile, dataset: dataset)
        let html = try test.panel(Self.hierarchy, "image/\(image)/")
        #expect(html.split(separator: HTML.escape(hostile)).count == 3)
    }

    @Test func `who may not see a thing is not told where it lies, nor in what he may not see`()
        throws
    {
        let hidden = try under.add(.dataset, "secret", PanelsUnderTest.secret)
        try test.expectHidden(Self.hierarchy, "dataset", hidden)
        _ = try under.addPlate()
        try test.expectHidden(Self.hierarchy, "well", 70, as: 12)
        let image = try under.addImage("i")
        try under.catalogue.link(.datasetImage, parent: hidden, child: image, by: 11)
        #expect(
            try ways("image/\(image)/") == [["experimenter-10", "orphaned-10", "image-\(image)"]]
        )
    }
}
