import Foundation
import HTTP
import JSON
import Repository
import Testing
import WebClient

@testable import IViewer

@Suite struct `Page of OMERO.iviewer` {
    private let context: IViewerUnderTest

    init() throws { context = try IViewerUnderTest() }

    private func parameters(_ query: String) throws -> JSONValue {
        let page = try IViewerEndpoint(context.iviewer()).answer("/iviewer/", "/iviewer/?" + query)
        let text = page.text
        let start = try #require(text.range(of: "id=\"parameters\">")).upperBound
        let end = try #require(text.range(of: "</script>", range: start..<text.endIndex)).lowerBound
        return try #require(JSONReader.document(String(text[start..<end])))
    }

    @Test func `without the viewer's files there is no page, and a sentence says why`() throws {
        #expect(throws: Refusal(.notFound, "OMERO.iviewer is not installed on this server")) {
            try IViewerEndpoint(context.iviewer()).answer("/iviewer/", "/iviewer/?images=1")
        }
    }

    @Test func `the viewer is told what it was asked with, and where the server is`() throws {
        try context.installViewer()
        let told = try parameters("images=3,4&dataset=5&zm=100&c=")
        #expect(told["IMAGES"] == "3,4")
        #expect(told["DATASET"] == "5")
        #expect(told["ZM"] == "100")
        #expect(told["C"] == nil)
        #expect(told["WEBGATEWAY"] == "/omero/webgateway/")
        #expect(told["URI_PREFIX"] == "/omero")
        #expect(told["ROI_PAGE_SIZE"] == "500")
        #expect(told["INTERPOLATE"] == "True")
    }

    @Test func `a query chooses no other server and no other address`() throws {
        try context.installViewer()
        let told = try parameters(
            "server=http://evil&host=http://evil&WEBGATEWAY=//evil&uri_prefix=//evil"
        )
        #expect(told["HOST"] == nil)
        #expect(told["WEBGATEWAY"] == "/omero/webgateway/")
        #expect(told["URI_PREFIX"] == "/omero")
    }

    @Test func `markup, control characters and long texts of a query stay values`() throws {
        try context.installViewer()
        let long = String(repeating: "x", count: 10_000)
        let told = try parameters(
            "a=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E&b=%E2%80%AE%01%22&c=\(long)"
        )
        #expect(told["A"] == "</script><script>alert(1)</script>")
        #expect(told["B"] == "\u{202E}\u{1}\"")
        #expect(told["C"] == .string(long))
    }

    @Test func `scripts come from the server alone`() throws {
        try context.installViewer()
        let page = try IViewerEndpoint(context.iviewer()).answer("/iviewer/", "/iviewer/?images=1")
        let policy = try #require(page["Content-Security-Policy"])
        #expect(policy.contains("script-src 'self' 'unsafe-eval'"))
        #expect(page.text.contains("src=\"/static/omero_iviewer/main.js?_iviewer-"))
        #expect(page["Set-Cookie"]?.hasPrefix("csrftoken=") == true)
    }

    @Test func `in the place of the own viewer it shows images that are seen`() throws {
        try context.installViewer()
        let image = try context.addStack()
        let endpoint = IViewerEndpoint(context.iviewer())
        let page = try endpoint.answer("/img_detail/<id:int>/", "/img_detail/\(image)/")
        #expect(page.text.contains("\"IMAGES\":\"\(image)\""))
        #expect(throws: Refusal(.notFound, "Image:\(image) not found")) {
            let stranger = Actor(userID: 7, role: .user, memberships: [5: .readWrite])
            _ = try endpoint.answer("/img_detail/<id:int>/", "/img_detail/\(image)/", as: stranger)
        }
    }

    @Test func `where it is redirected it leads to the image of what was asked for`() throws {
        try context.installViewer()
        let image = try context.addStack()
        var settings = IViewerSettings()
        settings.isRedirected = true
        let endpoint = IViewerEndpoint(context.iviewer(settings))
        let page = try endpoint.answer("/iviewer/", "/iviewer/?images=\(image),7")
        #expect(page.status == .found)
        #expect(page["Location"] == "/omero/webclient/img_detail/\(image)/?images=\(image),7")
        #expect(throws: Refusal.self) { try endpoint.answer("/iviewer/", "/iviewer/?images=999") }
    }
}
