import Foundation
import HTTP
import JSON
import Testing
import WebAccess

@testable import Repository
@testable import WebClient

/// Ann is in the groups `shared` and `Secret`.
@Suite struct `Before moving and deleting` {
    private let under: ChangesUnderTest

    init() throws { under = try ChangesUnderTest() }

    private var catalogue: SQLiteCatalogue { under.under.catalogue }

    private func ask(
        _ endpoint: any Endpoint,
        _ pattern: String,
        _ path: String,
        _ query: String? = nil,
        as user: Int? = 10
    ) throws -> String {
        let router = Router([(pattern: RoutePattern(pattern), route: 0)])
        guard case .found(_, let parameters) = router.match(path: path) else {
            throw Refusal(.notFound, path)
        }
        let request = Request(method: .get, target: RequestTarget(path: path, query: query))
        return try endpoint.respond(to: request, parameters, under.visitor(user)).text
    }

    private func targets(
        _ path: String,
        _ query: String? = nil,
        as user: Int? = 10
    ) throws -> String {
        let endpoint = TransferTargetsEndpoint(catalogue)
        return try ask(endpoint, "/<group:int>/<type>/", path, query, as: user)
    }

    private func check(
        _ query: String,
        _ action: String = "chgrp",
        as user: Int? = 10
    ) throws -> String {
        let endpoint = FilesetCheckEndpoint(under.changes)
        return try ask(endpoint, "/<action>/", "/\(action)/", query, as: user)
    }

    private func menu(_ query: String? = nil, as user: Int? = 10) throws -> String {
        let context = PageContext(prefix: "/omero", staticURL: "/static/", pageSize: 3)
        return try ask(GroupUserContentEndpoint(catalogue, context), "/", "/", query, as: user)
    }

    @Test func `containers of a group come as fields, datasets with their projects`() throws {
        let hostile = ChangesUnderTest.hostile
        let project = try under.under.add(.project, hostile)
        let dataset = try under.under.add(.dataset, "d")
        let orphan = try under.under.add(.dataset, "o")
        let bobs = try under.under.add(.dataset, "b", TreeUnderTest.own(11))
        try catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
        let html = try targets("/5/dataset/")
        #expect(
            html.contains("value=\"dataset-\(dataset)\"> <span>\(HTML.escape(hostile))</span> d")
        )
        #expect(html.contains("value=\"dataset-\(orphan)\"> o"))
        #expect(!html.contains("<script"))
        #expect(!html.contains("value=\"dataset-\(bobs)\""))
        #expect(try targets("/5/dataset/", "owner=-1").contains("value=\"dataset-\(bobs)\""))
        #expect(try targets("/5/project/").contains("value=\"project-\(project)\""))
        #expect(try !targets("/5/screen/").contains("value="))
        #expect(try !targets("/6/dataset/").contains("value="))
    }

    @Test func `containers of groups that are not one's own are not told`() throws {
        let bobs = try under.under.add(.dataset, "b", TreeUnderTest.own(11, 6))
        #expect(try !targets("/6/dataset/", "owner=-1").contains("value="))
        #expect(try targets("/6/dataset/", "owner=11", as: 0).contains("value=\"dataset-\(bobs)\""))
        for user in [ChangesUnderTest.eve, nil] {
            #expect(throws: Refusal(.forbidden, "Not a member of Group: 6")) {
                _ = try targets("/6/dataset/", as: user)
            }
        }
        #expect(throws: Refusal.invalidParameter) { _ = try targets("/5/dataset/", "owner=x") }
        #expect(throws: Refusal(.notFound, "There is no container 'well'")) {
            _ = try targets("/5/well/")
        }
    }

    @Test func `filesets that would be split are told with both parts`() throws {
        let dataset = try under.under.add(.dataset, "d")
        let images = try under.addFileset(images: 3, dataset: nil, path: "/a", client: "/<i>")
        try catalogue.link(.datasetImage, parent: dataset, child: images[1], by: 10)
        for query in ["Image=\(images[1])", "Dataset=\(dataset)"] {
            let html = try check(query)
            let parts = html.components(separatedBy: "Not among these")
            #expect(html.contains("<div class=\"split_fileset\" data-fileset=\""))
            #expect(parts.first?.contains("data-image=\"\(images[1])\">/&lt;i&gt; 1<") == true)
            #expect(parts.last?.contains("data-image=\"\(images[0])\"") == true)
            #expect(parts.last?.contains("data-image=\"\(images[2])\"") == true)
        }
        let all = images.map(String.init).joined(separator: ",")
        #expect(try check("Image=\(all)", "delete") == "")
        #expect(try check("Image=\(images[0])", "delete").contains("deleted together"))
        #expect(throws: Refusal(.notFound, "Nothing but delete and chgrp is checked")) {
            _ = try check("Image=\(all)", "eat")
        }
        let object = ObjectReference(.image, images[0])
        #expect(throws: RepositoryError.noSuchObject(object)) {
            _ = try check("Image=\(images[0])", as: ChangesUnderTest.eve)
        }
    }

    @Test func `the menu has one's own groups, and of private ones nobody else`() throws {
        let html = try menu("url=/omero/iviewer/%3Fimages%3D1")
        #expect(
            html.contains("?active_group=5&amp;url=/omero/iviewer/%3Fimages%3D1\" aria-current")
        )
        #expect(!html.contains("abroad"))
        let groups = html.components(separatedBy: "data-group=")
        let (secret, shared) = try (#require(groups.dropFirst().first), #require(groups.last))
        #expect(secret.hasPrefix("\"6\""))
        #expect(secret.contains("Ann Zola") && !secret.contains("Bob Abel"))
        let bob = "<a href=\"/omero/webclient/?experimenter=11\">Bob Abel</a>"
        #expect(shared.contains("<li data-experimenter=\"11\">\(bob)</li>"))
        #expect(try menu(as: 0).contains("abroad"))
        #expect(try !menu(as: nil).contains("data-group"))
    }

    @Test func `the menu leads nowhere else, and names are no markup`() throws {
        try catalogue.change(
            group: 5,
            to: GroupDetails(name: "<b>'\"&", level: .readAnnotate),
            by: .root
        )
        let html = try menu("url=//evil.example/%22%3E%3Cscript%3E")
        #expect(html.contains("url=/omero/webclient/\""))
        #expect(html.contains("&lt;b&gt;&#39;&quot;&amp;"))
        #expect(!html.contains("<b>") && !html.contains("<script"))
    }
}
