import HTTP
import Repository
import TestSupport
import Testing
import WebAccess
import WebGateway

@testable import WebClient

@Suite struct `Page of a download` {
    private let test: CatalogueUnderTest

    init() throws {
        test = try CatalogueUnderTest()
        for number in 1...2 {
            try test.folder.write("12345", to: "\(number).tif")
            try test.add("image \(number)")
        }
    }

    private func ask(_ query: String, _ gateway: Gateway? = nil) throws -> Response {
        let endpoint = DownloadPlaceholderEndpoint(
            gateway ?? test.gateway,
            test.catalogue,
            test.context
        )
        let target = RequestTarget(path: "/p/", query: query)
        let request = Request(method: .get, target: target)
        return try endpoint.respond(to: request, RouteParameters(), Visitor(.root))
    }

    private func html(_ response: Response) -> String {
        guard case .bytes(let bytes) = response.body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func refresh(_ response: Response) -> String? {
        response.fields.first { $0.name == "Refresh" }?.value
    }

    @Test func `it lists the files with their sizes and starts the download`() throws {
        let response = try ask("ids=image-1|image-2")
        let start = "/omero/webgateway/archived_files/download/?image=1&image=2"
        #expect(refresh(response) == "1; url=" + start)
        #expect(html(response).contains("<li>1.tif: 5 bytes</li><li>2.tif: 5 bytes</li>"))
    }

    @Test func `a format leads to pictures, and no text of the query breaks out`() throws {
        let response = try ask("ids=image-1&format=png%22%3E&name=a%0D%0Ab%26")
        let start = "/omero/webgateway/download_as/?image=1&format=png%22%3E&zipname=a%0D%0Ab%26"
        #expect(refresh(response) == "1; url=" + start)
        #expect(!html(response).contains("format=png\">"))
    }

    @Test func `what is too large is said and not started`() throws {
        var gateway = test.gateway
        gateway.limits.multifileBytes = 9
        let response = try ask("ids=image-1|image-2", gateway)
        #expect(refresh(response) == nil)
        #expect(html(response).contains("10 bytes are too many"))
    }

    @Test(arguments: ["", "ids=", "ids=well-1", "ids=1|2"])
    func `without images there is no page`(query: String) {
        #expect(throws: Refusal.self) { try ask(query) }
    }
}
