import HTTP
import JSON
import Kernel
import Repository
import Tables
import TestSupport
import Testing
import WebAccess
import WebGateway

@testable import WebClient

@Suite struct `Pages of tables` {
    private let test: CatalogueUnderTest
    private let file: Int

    init() throws {
        test = try CatalogueUnderTest()
        let path = test.folder.path("a.table")
        let writer = try TableWriter(
            path,
            [TableColumn("Image", .image), TableColumn("<t>", .string)]
        )
        try writer.write([
            .longs(Array(0..<8)), .texts(TextValues((0..<8).map { "<i>\($0)" })),
        ])
        try writer.finish()
        file = try test.catalogue.createAttachment(
            NewAttachment(
                name: "<b>cells</b>",
                mediaType: AttachmentRecord.tableMediaType,
                path: path,
                state: FileState(try FileIdentity.of(path: path)),
                ownership: .root
            )
        )
    }

    private func ask(
        _ form: TableEndpoint.Form,
        _ query: String,
        as actor: Actor = .root
    ) throws -> String {
        let path = "/t/\(file)/"
        let router = Router([(pattern: RoutePattern("/t/<id:int>/"), route: 0)])
        guard case .found(_, let parameters) = router.match(path: path) else { return "" }
        let target = RequestTarget(path: path, query: query)
        let response = try TableEndpoint(
            StoredTables(test.catalogue, GatewayLimits()),
            test.context,
            form
        ).respond(to: Request(method: .get, target: target), parameters, Visitor(actor))
        guard case .bytes(let bytes) = response.body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `rows are shown page by page, and nothing of a cell is markup`() throws {
        let html = try ask(.page, "offset=3")
        #expect(html.contains("<h1>&lt;b&gt;cells&lt;/b&gt;</h1>"))
        #expect(html.contains("Rows 4 to 6 of 8 that are found, of 8 in all."))
        #expect(html.contains("<a href=\"/omero/webclient/img_detail/3/\">3</a>"))
        #expect(html.contains("<td>&lt;i&gt;5</td>") && !html.contains("<i>"))
        #expect(html.contains("omero_table/\(file)/?limit=3&amp;offset=6"))
        #expect(html.contains("omero_table/\(file)/?limit=3&amp;offset=0"))
    }

    @Test func `a query that means nothing is told beside its field`() throws {
        let html = try ask(.page, "query=%22%3E%3Cscript%3E")
        #expect(html.contains("role=\"alert\"") && !html.contains("<script>"))
        #expect(html.contains("value=\"&quot;&gt;&lt;script&gt;\""))
        #expect(try ask(.json, "query=1").hasPrefix("{\"error\":"))
    }

    @Test func `the document has the addresses of the pages beside it`() throws {
        let document = JSONReader.document(try ask(.json, "query=Image%3E1&limit=2&offset=2"))
        let path = "/omero/webclient/omero_table/\(file)/"
        let meta = document?["meta"]
        #expect(meta?["page"] == 2 && meta?["totalCount"] == 6 && meta?["query"] == "Image>1")
        #expect(meta?["url"] == .string(path))
        #expect(meta?["next"] == .string(path + "?limit=2&query=Image%3E1&offset=4"))
        #expect(meta?["prev"] == .string(path + "?limit=2&query=Image%3E1&offset=0"))
        #expect(document?["data"]?["name"] == "<b>cells</b>")
        #expect(JSONReader.document(try ask(.json, "limit=0"))?["meta"]?["next"] == nil)
    }

    @Test func `strangers learn of no table`() {
        for form in [TableEndpoint.Form.page, .json] {
            #expect(throws: Refusal(.notFound, "OriginalFile \(file) not found")) {
                try ask(form, "", as: Actor(userID: 9, role: .user))
            }
        }
    }
}
