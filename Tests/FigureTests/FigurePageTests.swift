import Foundation
import HTTP
import SQLite
import TestSupport
import Testing
import WebAccess

@testable import Figure
@testable import Repository

@Suite struct `OMERO.figure's page` {
    private let under: FigureUnderTest

    init() throws { under = try FigureUnderTest() }

    private static let names = [
        "APP_SERVED_BY_OMERO", "BASE_OMEROWEB_URL", "APP_ROOT_URL", "STATIC_DIR", "PING_URL",
        "USER_ID", "USER_FULL_NAME", "IS_PUBLIC_USER", "IS_ADMIN", "MAX_PLANE_SIZE",
        "MAX_PROJECTION_BYTES", "MAX_ACTIVE_CHANNELS", "LENGTH_UNITS",
    ]

    private func install(_ names: [String] = names) throws {
        let folder = under.folder.path("static/omero_figure")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let lines = names.map { "const \($0) = 1024 * 1;" }.joined(separator: "\n")
        try under.folder.write(
            """
            <script>\(lines)
            const OTHER = 7;</script><script type="module" src="/assets/a.js"></script>
            <link href="/assets/a.css"><link
            href="https://cdn.jsdelivr.net/npm/bootstrap-icons@1.11.0/font/b.css">
            {% now "Y" %}
            """,
            to: "static/omero_figure/index.html"
        )
    }

    private func page(as user: Int = 10) throws -> Response {
        try under.get(FigurePageEndpoint(under.application), "/figure/", "/figure/", as: user)
    }

    @Test func `its constants become this server's, and its files come from here`() throws {
        try install()
        let text = try page().text
        #expect(text.contains(#"const BASE_OMEROWEB_URL = "/omero/";"#))
        #expect(text.contains("const USER_ID = 10;") && text.contains("const IS_ADMIN = false;"))
        #expect(text.contains(#"const USER_FULL_NAME = "Ann Zola";"#))
        #expect(text.contains("const MAX_ACTIVE_CHANNELS = 12;"))
        #expect(text.contains("const OTHER = 7;") && !text.contains("1024 * 1"))
        #expect(text.contains(#"src="/static/omero_figure/assets/a.js""#))
        #expect(text.contains(#"href="/static/omero_figure/b.css""#))
        #expect(!text.contains("https://cdn") && !text.contains("{%"))
    }

    @Test func `no name of a user ends the script`() throws {
        try install()
        try under.catalogue.database.write {
            try $0.execute(
                "UPDATE experimenter SET lastname = '\"; alert(1) </script><script>' WHERE id = 10"
            )
        }
        let text = try page().text
        #expect(text.components(separatedBy: "</script>").count == 3)
        #expect(text.contains(#"\"; alert(1)"#))
    }

    @Test func `only the page's own script may run`() throws {
        try install()
        let response = try page()
        let policy = try #require(
            response.fields.first { $0.name == "Content-Security-Policy" }?.value
        )
        let nonce = try #require(policy.firstMatch(of: /'nonce-(\w+)'/)?.1)
        #expect(response.text.contains("<script nonce=\"\(nonce)\">"))
        #expect(!policy.contains("script-src 'self' 'unsafe-inline'"))
        #expect(try page().text != response.text)
    }

    @Test func `without its files, or with those of another kind, it is not there`() throws {
        #expect(throws: Refusal(.notFound, "OMERO.figure is not installed on this server")) {
            try page()
        }
        try install(["USER_ID"])
        #expect(throws: Refusal.self) { try page() }
    }
}
