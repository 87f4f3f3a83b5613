import HTTP
import ImageFormats
import Pixels
import Repository
import TestSupport
import Testing

@testable import OmeroWeb

/// The pages on which people browse, through the whole application of a worker.
@Suite struct `Browser pages` {
    private let test: ApplicationUnderTest
    private let anna: BrowserUnderTest
    private let bert: BrowserUnderTest
    private let annaID: Int
    private let bertID: Int
    private let project: Int
    private let dataset: Int

    init() throws {
        test = try ApplicationUnderTest()
        annaID = try test.addUser("anna", password: "correct horse")
        bertID = try test.addUser("bert", password: "battery staple")
        let group = try #require(try test.catalogue.group(named: "anna")).id
        let page = TIFFPage(
            size: PixelSize(width: 8, height: 8),
            pixelType: .uint8,
            bytes: [UInt8](repeating: 5, count: 64)
        )
        let path = try test.folder.write(TIFFWriter.file(of: [page], TIFFEncoding()), to: "a.tif")
        var options = ImportOptions()
        options.ownership = Ownership(ownerID: annaID, groupID: group)
        options.target = .datasetIn(project: "<b>P</b>", dataset: "D & E")
        _ = try Importer(test.catalogue).run([path], options: options)
        let visible = ListFilter(.everything)
        project = try #require(
            try test.catalogue.projects(visible, ListPage(limit: 1)).records.first?.id
        )
        dataset = try #require(
            try test.catalogue.datasets(visible, ListPage(limit: 1)).records.first?.id
        )
        anna = BrowserUnderTest(test)
        bert = BrowserUnderTest(test, address: 0x0A00_0002)
        _ = anna.logIn("anna", "correct horse")
        _ = bert.logIn("bert", "battery staple")
    }

    @Test func `projects stand beside all images, closed, with their counts`() {
        let page = anna.get("/webclient/").text
        #expect(page.contains("<h2>Projects</h2>") && page.contains("&lt;b&gt;P&lt;/b&gt;"))
        #expect(page.contains("/webclient/?project=\(project)") && !page.contains("<b>P</b>"))
        #expect(!page.contains("D &amp; E") && page.contains("a.tif"))
    }

    @Test func `a project opens to its datasets, and a dataset keeps its project open`() {
        for target in ["?project=\(project)", "?dataset=\(dataset)"] {
            let page = anna.get("/webclient/" + target).text
            #expect(page.contains("href=\"/webclient/\(target)\" aria-current=\"page\""))
            #expect(page.contains("D &amp; E"))
        }
        #expect(anna.get("/webclient/?project=\(project)").text.contains("1 images"))
    }

    @Test func `who does not see a container does not see that there is one`() {
        let page = bert.get("/webclient/").text
        #expect(!page.contains("Projects") && page.contains("There are no images yet"))
        #expect(bert.get("/webclient/?project=\(project)").status == .notFound)
        #expect(!bert.get("/webclient/?dataset=\(dataset)").text.contains("D &amp; E"))
    }

    @Test func `an experimenter's images and containers are listed, and links keep to him`() {
        let own = anna.get("/webclient/?experimenter=\(annaID)").text
        #expect(own.contains("a.tif") && own.contains("<span>My images</span>"))
        #expect(own.contains("href=\"/webclient/?project=\(project)&amp;experimenter=\(annaID)\""))
        #expect(own.contains("href=\"/webclient/?experimenter=\(annaID)\" aria-current=\"page\""))
        let others = anna.get("/webclient/?experimenter=\(bertID)").text
        #expect(others.contains("<h1>Images of ") && others.contains("There are no images here"))
        #expect(!others.contains("a.tif") && !others.contains("<h2>Projects</h2>"))
        let all = anna.get("/webclient/?experimenter=-1").text
        #expect(all.contains("a.tif") && all.contains("<h1>Images</h1>"))
    }

    @Test func `who does not see an experimenter's images sees as much of him as of nobody`() {
        let hidden = bert.get("/webclient/?experimenter=\(annaID)").text
        #expect(!hidden.contains("a.tif") && !hidden.contains("<h2>Projects</h2>"))
        #expect(bert.get("/webclient/?experimenter=999999").text.contains("Images of User 999999"))
        #expect(bert.get("/webclient/?experimenter=x").status == .badRequest)
    }

    @Test func `a dataset's page begins with its name`() {
        #expect(anna.get("/webclient/?dataset=\(dataset)").text.contains("<h1>D &amp; E</h1>"))
    }

    private var image: Int {
        get throws { try #require(try test.catalogue.images(after: 0, limit: 1).first?.id) }
    }

    private static let opened = [(name: "Sec-Fetch-Dest", value: "document")]

    @Test func `a panel is in the frame of a page for people, and is not for scripts`() {
        let accepted = (name: "Accept", value: "text/html,application/xhtml+xml,*/*;q=0.8")
        for fields in [Self.opened, [accepted]] {
            let page = anna.get("/webclient/load_calendar/", fields)
            #expect(page.text.hasPrefix("<!DOCTYPE html>") && page["Cache-Control"] == "no-store")
            #expect(page.text.contains("<title>History") && page.text.contains("panel calendar"))
        }
        let script = (name: "X-Requested-With", value: "XMLHttpRequest")
        for fields in [[], [script, accepted], [(name: "Sec-Fetch-Dest", value: "empty")]] {
            let part = anna.get("/webclient/load_calendar/", fields).text
            #expect(part.hasPrefix("<div class=\"panel calendar\""))
        }
    }

    @Test(arguments: [
        "metadata_details/image/ID/", "metadata_acquisition/image/ID/",
        "metadata_preview/image/ID/",
        "metadata_hierarchy/image/ID/", "load_original_metadata/ID/", "load_calendar/",
        "load_history/2016/5/4/", "batch_annotate/?image=ID", "activities/", "group_user_content/",
    ])
    func `a panel that a person opens has one heading and the links of all pages`(
        path: String
    ) throws {
        let page = anna.get("/webclient/" + path.replacing("ID", with: "\(try image)"), Self.opened)
        #expect(page.status == .ok && page.text.split(separator: "<h1>").count == 2)
        #expect(page.text.contains("/webclient/logout/") && page.text.contains("pages.css"))
    }

    @Test func `what a person may not see is missing in a frame as it is without`() throws {
        let path = "/webclient/metadata_details/image/\(try image)/"
        #expect(bert.get(path, Self.opened).status == .notFound)
    }

    @Test func `the viewer leads to the dataset, the files and what else is told`() throws {
        let image = try image
        let page = anna.get("/webclient/img_detail/\(image)/").text
        #expect(page.contains("<a href=\"/webclient/?dataset=\(dataset)\">D &amp; E</a>"))
        for path in [
            "webgateway/archived_files/download/\(image)/",
            "webclient/load_original_metadata/\(image)/",
            "webclient/metadata_hierarchy/image/\(image)/",
        ] {
            #expect(page.contains("href=\"/\(path)\""))
        }
    }

    @Test func `the history of whom one looks at is a link away`() {
        let link = "/webclient/load_calendar/?experimenter="
        #expect(anna.get("/webclient/").text.contains(link + "-1\""))
        #expect(anna.get("/webclient/?experimenter=\(bertID)").text.contains(link + "\(bertID)\""))
    }

    @Test(arguments: ["project", "screen", "plate"])
    func `what is named wrongly is not there`(kind: String) {
        for id in ["999999", "x", "", "-1", "99999999999999999999"] {
            #expect(anna.get("/webclient/?\(kind)=\(id)").status == .notFound)
        }
    }
}
