import Foundation
import HTTP
import Testing
import WebAccess

@testable import Repository
@testable import WebClient

@Suite struct `Search of the web client` {
    private let under: TreeUnderTest
    private let image: Int
    private let dataset: Int

    init() throws {
        under = try TreeUnderTest()
        dataset = try under.add(.dataset, "Cells <of> March")
        image = try under.addImage("cells & \"mice\"\n' one", acquisitionSeconds: 86_400 * 365)
        _ = try under.addImage("cells of bob, private", TreeUnderTest.own(11, TreeUnderTest.secret))
    }

    private func search(_ query: String, as user: Int = 10) throws -> String {
        let endpoint = SearchEndpoint(
            under.catalogue,
            PageContext(prefix: "/omero", staticURL: "/static/", pageSize: 9)
        )
        let request = Request(method: .get, target: RequestTarget(path: "/", query: query))
        return try endpoint.respond(to: request, RouteParameters(), under.visitor(user)).text
    }

    /// The things of the rows in their order.
    private func found(_ query: String, as user: Int = 10) throws -> [String] {
        try search(query, as: user).split(separator: "<tr id=\"").dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
    }

    @Test func `a row has on lines of their own what QuPath reads`() throws {
        let lines = try search("query=cells").split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("<tr id=\"image-\(image)\" class=\"canEdit ") })
        #expect(
            lines.contains(
                "<td class=\"desc\"><a>cells &amp; &quot;mice&quot;&#10;&#39; one</a></td>"
            )
        )
        #expect(
            lines.contains(
                "<td class=\"date\" data-isodate='Fri, 01 Jan 1971 00:00:00 +0000'></td>"
            )
        )
        #expect(lines.contains("<td class=\"group\">shared</td>"))
        #expect(lines.contains { $0.contains("href=\"/omero/webclient/?show=image-\(image)\"") })
    }

    @Test func `types and fields are those that were asked for`() throws {
        let both = "query=cells&datatype=datasets&datatype=images"
        #expect(try found(both) == ["dataset-\(dataset)", "image-\(image)"])
        #expect(try found(both + "&field=name") == ["dataset-\(dataset)", "image-\(image)"])
        #expect(try found(both + "&field=description") == [])
        let tag = try under.catalogue.createAnnotation(
            NewAnnotation(.tag("rare"), ownership: TreeUnderTest.own(10))
        )
        _ = try under.catalogue.annotate(ObjectReference(.image, image), with: tag, by: 10)
        #expect(try found("query=rare&field=annotation") == ["image-\(image)"])
        #expect(try found("query=rare&field=name&field=description") == [])
    }

    @Test func `owners, groups and days leave out the others`() throws {
        #expect(try found("query=cells&ownedBy=11") == [])
        #expect(try found("query=cells&ownedBy=-1&searchGroup=5") == ["image-\(image)"])
        #expect(try found("query=cells&searchGroup=6") == [])
        let days = "query=cells&startdateinput=1971-01-01&enddateinput=1971-01-01"
        #expect(try found(days) == [])
        #expect(try found(days + "&useAcquisitionDate=true") == ["image-\(image)"])
        #expect(throws: Refusal.invalidParameter) {
            _ = try found("query=cells&startdateinput=1971-02-30")
        }
    }

    @Test func `what is hidden is not found, by words or by number`() throws {
        #expect(try found("query=private", as: 11).count == 1)
        #expect(try found("query=private", as: 10) == [])
        #expect(try found("query=cells", as: 12) == [])
        #expect(try found("query=\(image)", as: 12) == [])
        #expect(try found("query=\(image),\(image)", as: 10) == ["image-\(image)"])
    }

    @Test(arguments: ["query=", "", "query=%22%20%27", "query=a%20OR%20NEAR("])
    func `a query without words finds nothing and is no error`(query: String) throws {
        #expect(try found(query) == [])
    }
}
