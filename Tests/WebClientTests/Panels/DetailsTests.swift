import HTTP
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Details of things` {
    private let test: PanelsUnderTest
    private var under: TreeUnderTest { test.under }

    init() throws { test = try PanelsUnderTest() }

    private func details(_ target: String, as user: Int = 10) throws -> String {
        try test.panel({ DetailsEndpoint($0) }, target, as: user)
    }

    @Test func `an image tells what it is, whose, and what its visitor may do`() throws {
        let image = try under.addImage("cells", acquisitionSeconds: 86_400)
        let html = try details("image/\(image)/")
        #expect(
            html.contains(
                "<div class=\"panel details\" data-type=\"image\" data-id=\"\(image)\""
                    + " data-owner-id=\"10\" data-group-id=\"5\" data-permissions=\"canEdit "
            )
        )
        #expect(html.contains("<h1>cells</h1>"))
        #expect(html.contains("<dd data-field=\"owner\" data-id=\"10\">Ann Zola</dd>"))
        #expect(html.contains("<dd data-field=\"group\" data-id=\"5\">shared (rwra--)</dd>"))
        #expect(html.contains("<time datetime=\"1970-01-02T00:00:00+00:00\">1970-01-02 00:00:00"))
        #expect(html.contains("<dd data-field=\"size\">40 × 20</dd>"))
        let others = try details("image/\(image)/", as: 11)
        #expect(others.contains("data-permissions=\"canAnnotate\""))
    }

    @Test func `containers, plates, runs, wells and tags have details of their own`() throws {
        let project = try under.add(.project, "p")
        let dataset = try under.add(.dataset, "d")
        try under.catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
        let screen = try under.addPlate().screen
        let tag = try under.annotate(ObjectReference(.dataset, dataset), .tag("t"))
        #expect(try details("project/\(project)/").contains("<dd data-field=\"datasets\">1</dd>"))
        #expect(try details("dataset/\(dataset)/").contains("<dd data-field=\"images\">0</dd>"))
        #expect(try details("screen/\(screen)/").contains("<dd data-field=\"plates\">1</dd>"))
        #expect(try details("plate/50/").contains("<dd data-field=\"wells\">1</dd>"))
        let run = try details("acquisition/61/")
        #expect(run.contains("data-type=\"acquisition\" data-id=\"61\""))
        #expect(run.contains("<dd data-field=\"plate\" data-id=\"50\">Plate</dd>"))
        #expect(try details("well/70/").contains("<h1>A1</h1>"))
        #expect(try details("tag/\(tag)/").contains("<dd data-field=\"kind\">Tag</dd>"))
    }

    @Test func `what is said of a thing stands in lists by its kind, once for all its links`()
        throws
    {
        let image = ObjectReference(.image, try under.addImage("i"))
        let tag = try under.annotate(image, .tag("mitosis"), TreeUnderTest.own(11))
        _ = try under.catalogue.annotate(image, with: tag, by: 10)
        let rating = try under.annotate(image, .long(4), namespace: AnnotationNamespace.rating)
        let pairs = [KeyValuePair("stain", "DAPI"), KeyValuePair("stain", "")]
        let map = try under.annotate(image, .map(pairs), namespace: "ns")
        let number = try under.annotate(image, .long(7))
        _ = try under.annotate(image, .comment("fine"))
        let html = try details("image/\(image.id)/")
        #expect(html.split(separator: "data-id=\"\(tag)\" data-class").count == 2)
        #expect(
            html.contains(
                "<li data-id=\"\(tag)\" data-class=\"TagAnnotationI\" data-owner-id=\"11\""
                    + " data-parents=\"image-\(image.id)\"><span class=\"text\">mitosis</span>"
            )
        )
        #expect(
            html.contains("<h2>Ratings</h2>\n<ul class=\"ratings\">\n<li data-id=\"\(rating)\"")
        )
        #expect(html.contains("4 of 5"))
        #expect(html.contains("<table class=\"keyvalues\" data-id=\"\(map)\""))
        #expect(html.contains("<tr><th scope=\"row\">stain</th><td class=\"text\">DAPI</td></tr>"))
        #expect(html.contains("<h2>Others</h2>\n<ul class=\"others\">\n<li data-id=\"\(number)\""))
        #expect(html.contains("<span class=\"text\">fine</span> <span class=\"by\">Ann Zola <time"))
    }

    @Test func `a panel shows no more than its limit, and says that there is more`() throws {
        let object = ObjectReference(.dataset, try under.add(.dataset, "d"))
        for number in 1...Panels.annotationsMax {
            _ = try under.annotate(object, .long(number))
        }
        let target = "dataset/\(object.id)/"
        #expect(try !details(target).contains("and more, which the API lists"))
        _ = try under.annotate(object, .comment("one too many"))
        let html = try details(target)
        #expect(html.contains("and more, which the API lists"))
        #expect(html.split(separator: "<li data-id").count == Panels.annotationsMax + 1)
    }

    @Test func `an attached file is a link for those who may have it`() throws {
        let image = ObjectReference(.image, try under.addImage("i"))
        let state = FileState(device: 1, inode: 1, sizeBytes: 12, modifiedNanoseconds: 1)
        let file = try under.catalogue.createAttachment(
            NewAttachment(
                name: PanelsUnderTest.hostile,
                mediaType: nil,
                path: "/secret/place",
                state: state,
                ownership: TreeUnderTest.own(10)
            )
        )
        let annotation = try under.annotate(image, .file(file))
        let html = try details("image/\(image.id)/")
        #expect(
            html.contains(
                "<span data-file-id=\"\(file)\"><a href=\"/omero/webclient/annotation/"
                    + "\(annotation)/\">\(HTML.escape(PanelsUnderTest.hostile))</a></span> 12 bytes"
            )
        )
        #expect(!html.contains("/secret/place"))
    }

    @Test(arguments: [ObjectKind.project, .dataset, .screen])
    func `hostile texts come back as they went in`(kind: ObjectKind) throws {
        let hostile = PanelsUnderTest.hostile
        let id = try under.add(kind, hostile)
        let object = ObjectReference(kind, id)
        try under.catalogue.describe(object, as: hostile, by: 10)
        for value: AnnotationValue in [
            .tag(hostile), .comment(hostile), .xml(hostile), .term(hostile),
            .map([KeyValuePair(hostile, hostile)]),
        ] {
            _ = try under.annotate(object, value, namespace: hostile)
        }
        let parts = try details("\(kind.rawValue)/\(id)/").split(
            separator: HTML.escape(hostile),
            omittingEmptySubsequences: false
        )
        // Name, description, five texts, one more of the pair, five namespaces as attributes and
        // that of the pairs as a caption.
        #expect(parts.count == 2 + 6 + 6 + 1)
    }

    @Test func `who may not see a thing is not told that it is there`() throws {
        let image = try under.addImage("i", PanelsUnderTest.secret)
        let project = try under.add(.project, "p", PanelsUnderTest.secret)
        let tag = try under.annotate(
            ObjectReference(.image, image),
            .tag("t"),
            PanelsUnderTest.secret
        )
        _ = try under.addPlate()
        let details: PanelsUnderTest.Maker = { DetailsEndpoint($0) }
        for (type, id) in [("image", image), ("project", project), ("tag", tag)] {
            try test.expectHidden(details, type, id)
            #expect(try test.answer(details, "\(type)/\(id)/", as: 11).status == .ok)
        }
        for (type, id) in [("plate", 50), ("acquisition", 61), ("well", 70)] {
            try test.expectHidden(details, type, id, as: 12)
        }
    }

    @Test(arguments: ["comment", "experimenter", "nothing", "Image"])
    func `other types have no details`(type: String) throws {
        let image = ObjectReference(.image, try under.addImage("i"))
        let comment = try under.annotate(image, .comment("c"))
        let refusal = try under.refusal { _ = try details("\(type)/\(comment)/") }
        #expect(refusal?.status == .notFound)
    }
}
