import HTTP
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Several things together` {
    private let test: PanelsUnderTest
    private var under: TreeUnderTest { test.under }
    private static let batch: PanelsUnderTest.Maker = { BatchAnnotateEndpoint($0) }

    init() throws { test = try PanelsUnderTest() }

    @Test func `an annotation of some of them stands once, with those that bear it`() throws {
        let images = try ["a", "b", "c"].map { ObjectReference(.image, try under.addImage($0)) }
        let dataset = try under.add(.dataset, "d")
        let tag = try under.annotate(images[0], .tag("t"))
        _ = try under.catalogue.annotate(images[2], with: tag, by: 10)
        _ = try under.catalogue.annotate(ObjectReference(.dataset, dataset), with: tag, by: 11)
        let query = images.map { "image=\($0.id)" }.joined(separator: "&")
        let html = try test.panel(Self.batch, "?\(query)&dataset=\(dataset)")
        #expect(html.contains("<h1>4 selected</h1>"))
        #expect(html.split(separator: "data-class=\"TagAnnotationI\"").count == 2)
        let bearers = "dataset-\(dataset) image-\(images[0].id) image-\(images[2].id)"
        #expect(html.contains("data-parents=\"\(bearers)\""))
        #expect(html.contains("3 of 4"))
        #expect(html.contains("<li data-type=\"dataset\" data-id=\"\(dataset)\">d</li>"))
        #expect(html.contains("<li data-type=\"image\" data-id=\"\(images[1].id)\">"))
    }

    @Test func `whether all of them may be annotated is told`() throws {
        let (own, others) = (
            try under.addImage("a"), try under.addImage("b", TreeUnderTest.own(11))
        )
        let both = "?image=\(own),\(others)"
        #expect(try test.panel(Self.batch, both).contains("data-may-annotate=\"true\""))
        try under.share(.readOnly)
        #expect(try test.panel(Self.batch, both).contains("data-may-annotate=\"false\""))
        let mine = try test.panel(Self.batch, "?image=\(own)")
        #expect(mine.contains("data-may-annotate=\"true\""))
    }

    @Test func `hostile names come back as they went in`() throws {
        let hostile = PanelsUnderTest.hostile
        let (image, dataset) = (try under.addImage(hostile), try under.add(.dataset, hostile))
        let html = try test.panel(Self.batch, "?image=\(image)&dataset=\(dataset)")
        #expect(html.split(separator: HTML.escape(hostile)).count == 4)
    }

    @Test func `what is hidden is passed over, and nothing at all is not there`() throws {
        let (seen, hidden) = (
            try under.addImage("a"), try under.addImage("s", PanelsUnderTest.secret)
        )
        let html = try test.panel(Self.batch, "?image=\(seen)&image=\(hidden)")
        #expect(html.contains("data-objects=\"image-\(seen)\""))
        #expect(html.contains("<h1>1 selected</h1>"))
        for query in ["?image=\(hidden)", "?image=999999", "", "?image="] {
            let refusal = try under.refusal { _ = try test.answer(Self.batch, query) }
            #expect(
                refusal
                    == Refusal(.notFound, "Nothing to annotate: things are named as in image=1")
            )
        }
        #expect(throws: Refusal.invalidParameter) { try test.answer(Self.batch, "?image=x") }
    }
}
