import Foundation
import HTTP
import Repository
import Testing

@testable import WebClient

@Suite struct `Pages` {
    private let test: CatalogueUnderTest
    private let markup = #"<img src=x onerror='alert("1")'>&amp;</title>"#

    init() throws { test = try CatalogueUnderTest() }

    @Test
    func `CVE-2021-41132: markup in names, descriptions and datasets is shown, never obeyed`()
        throws
    {
        let dataset = try test.catalogue.createDataset(
            named: markup,
            description: "",
            ownedBy: .root
        )
        let id = try test.add(markup, description: markup, datasetID: dataset)
        let escaped =
            "&lt;img src=x onerror=&#39;alert(&quot;1&quot;)&#39;&gt;&amp;amp;&lt;/title&gt;"
        // A page of thumbnails has the name twice and the dataset's once.
        for (page, count) in [(try test.browse().text, 3), (try test.view(id).text, 4)] {
            #expect(!page.contains("<img src=x"))
            #expect(page.components(separatedBy: escaped).count == count + 1)
        }
    }

    @Test func `names of any writing and length stay whole`() throws {
        for name in ["\u{202E}gpj.txt", "صورة", String(repeating: "ä", count: 10_000), "e\u{301}"] {
            let id = try test.add(name)
            #expect(Array(try test.view(id).text.utf8).contains(Array(name.utf8)))
        }
        #expect(HTML.escape("a\u{0}\"") == "a\u{0}&quot;")
    }

    @Test func `the page names its visitor where QuPath looks for him`() throws {
        #expect(
            try test.browse().text.contains(
                "WEBCLIENT.USER = {'id': 0, 'fullName': \"root root\"}"
            )
        )
    }

    @Test func `OMERO's links select containers and images`() throws {
        let dataset = try test.catalogue.createDataset(
            named: "Shown",
            description: "",
            ownedBy: .root
        )
        let ids = try ["one", "two", "three"].map { try test.add($0) }
        let page = try test.browse("show=image-\(ids[2])%7Cimage-\(ids[0])|image-99").text
        #expect(page.contains("img_detail/\(ids[0])/"))
        #expect(!page.contains("img_detail/\(ids[1])/"))
        #expect(page.contains("img_detail/\(ids[2])/"))
        let shown = try test.browse("show=dataset-\(dataset)").text
        #expect(shown.contains("There are no images here."))
        #expect(try test.browse("show=nothing").text.contains("img_detail/\(ids[1])/"))
    }

    @Test func `pages load our own files only and have nothing inline`() throws {
        let id = try test.add("a")
        for page in [try test.browse(), try test.view(id)] {
            let policy = try #require(page["Content-Security-Policy"])
            #expect(policy.hasPrefix("default-src 'none';"))
            #expect(!policy.contains("unsafe"))
            #expect(page["X-Content-Type-Options"] == "nosniff")
            #expect(page["Content-Type"] == "text/html; charset=utf-8")
            #expect(!page.text.contains("<style"))
            #expect(!page.text.contains(" style="))
            #expect(!page.text.contains("javascript:"))
            #expect(page.text.range(of: #"\son[a-z]+="#, options: .regularExpression) == nil)
            for script in page.text.components(separatedBy: "<script").dropFirst() {
                #expect(script.hasPrefix(" src=\"/static/"))
            }
        }
    }

    @Test func `GHSA-j4gv-6x9v-v23g: every file a page names is there, and is our own`() throws {
        let id = try test.add("a")
        let pages = try test.browse().text + test.view(id).text
        let named = pages.components(separatedBy: "\"/static/").dropFirst().compactMap {
            $0.components(separatedBy: "\"").first
        }
        let known = [
            "webclient/css/pages.css", "webclient/image/image16.png",
            "webclient/javascript/viewer.js",
        ]
        #expect(Set(named).sorted() == known)
        let endpoint = StaticFileEndpoint()
        for path in named {
            let answer = try test.ask(endpoint, "/s/<path:path>", "/s/" + path)
            #expect(answer.status == .ok)
            #expect(!answer.text.isEmpty)
        }
        #expect(throws: Refusal(.notFound, "There is no static file ../etc/passwd")) {
            try test.ask(endpoint, "/s/<path:path>", "/s/../etc/passwd")
        }
    }

    @Test func `pages follow each other until the last image`() throws {
        let ids = try (1...7).map { try test.add("image \($0)") }
        let first = try test.browse().text
        #expect(first.contains("?after=\(ids[2])\">Next page"))
        #expect(!first.contains("First page"))
        #expect(first.contains("img_detail/\(ids[2])/"))
        #expect(!first.contains("img_detail/\(ids[3])/"))
        let last = try test.browse("after=\(ids[5])").text
        #expect(last.contains("img_detail/\(ids[6])/"))
        #expect(!last.contains("Next page"))
        #expect(last.contains("First page"))
        let exact = try test.browse("after=\(ids[3])").text
        #expect(!exact.contains("Next page"))
    }

    @Test func `a dataset shows its own images, and its pages stay in it`() throws {
        let id = try test.catalogue.createDataset(named: "d", description: "", ownedBy: .root)
        try test.add("outside")
        let inside = try (1...4).map { try test.add("inside \($0)", datasetID: id) }
        let page = try test.browse("dataset=\(id)").text
        #expect(!page.contains("outside"))
        #expect(page.contains("?dataset=\(id)&amp;after=\(inside[2])\">Next page"))
        #expect(page.contains("?dataset=\(id)\" aria-current=\"page\""))
        #expect(try test.browse("dataset=99").text.contains("There are no images here."))
    }

    @Test func `a container's page and the viewer say what is said of things`() throws {
        let dataset = try test.catalogue.createDataset(named: "d", description: "", ownedBy: .root)
        let image = try test.add("a", datasetID: dataset)
        for object in [ObjectReference(.dataset, dataset), ObjectReference(.image, image)] {
            let tag = NewAnnotation(.tag(markup), ownership: .root)
            _ = try test.catalogue.annotate(
                object,
                with: test.catalogue.createAnnotation(tag),
                by: 0
            )
        }
        let tag = "<span class=\"text\">\(HTML.escape(markup))</span>"
        let page = try test.browse("dataset=\(dataset)").text
        #expect(page.contains("<details class=\"panel\" data-type=\"dataset\""))
        #expect(page.components(separatedBy: tag).count == 2)
        #expect(try !test.browse().text.contains("<details"))
        let viewer = try test.view(image).text
        #expect(viewer.components(separatedBy: tag).count == 2)
        #expect(viewer.contains("<table class=\"channels\">"))
    }

    @Test func `an empty repository says what brings images`() throws {
        #expect(try test.browse().text.contains("<code>omero import FOLDER</code>"))
    }

    @Test func `the viewer's page tells its script the image and the gateway`() throws {
        let id = try test.add("a")
        let page = try test.view(id).text
        #expect(page.contains("data-id=\"\(id)\" data-gateway=\"/omero/webgateway/\""))
        #expect(page.contains("<dd>0.1235 × 0.5 µm</dd>"))
        #expect(throws: Refusal(.notFound, "Image:99 not found")) { try test.view(99) }
        let script = try #require(StaticAsset.all.first { $0.path.hasSuffix("viewer.js") })
        let text = String(decoding: script.bytes, as: UTF8.self)
        for part in text.components(separatedBy: "getElementById(\"").dropFirst() {
            let name = part.prefix { $0 != "\"" }
            #expect(page.contains("id=\"\(name)\""))
        }
    }

    @Test func `where there is no thumbnail a page shows a placeholder`() throws {
        let endpoint = ClientThumbnailEndpoint(test.gateway)
        let broken = try test.add("a", failure: "truncated")
        for id in [broken, 99] {
            let answer = try test.ask(endpoint, "/t/<w:int>/<id:int>/", "/t/50/\(id)/")
            #expect(answer.status == .ok)
            #expect(answer["Content-Type"] == "image/jpeg")
            #expect(answer["Cache-Control"] == "no-store")
        }
    }
}
