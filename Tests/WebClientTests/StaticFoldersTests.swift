import Foundation
import HTTP
import Repository
import TestSupport
import Testing
import WebAccess

@testable import WebClient

@Suite struct `Folders of static files` {
    private let folder: TemporaryFolder
    private let folders: StaticFolders

    init() throws {
        folder = try TemporaryFolder()
        for name in ["one/app/css", "two/app"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(name),
                withIntermediateDirectories: true
            )
        }
        try folder.write("secret", to: "secret.txt")
        try folder.write("first", to: "one/app/main.js")
        try folder.write("hidden", to: "one/app/.hidden")
        try folder.write("style", to: "one/app/css/all.css")
        try folder.write("second", to: "two/app/main.js")
        try folder.write("more", to: "two/app/more.bin")
        for (link, target) in [
            ("one/app/out.txt", folder.path("secret.txt")), ("one/app/up", folder.path),
            ("one/app/within.js", folder.path("one/app/main.js")),
            ("one/app/gone", "/nowhere/at/all"),
        ] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.path(link),
                withDestinationPath: target
            )
        }
        folders = StaticFolders([folder.path("one"), folder.path("two")])
    }

    private func ask(
        _ path: String,
        _ fields: [(name: String, value: String)] = []
    ) throws -> Response {
        var parameters = RouteParameters()
        let router = Router([(pattern: RoutePattern("/static/<path:path>"), route: 0)])
        if case .found(_, let found) = router.match(path: "/static/" + path) { parameters = found }
        let request = Request(
            method: .get,
            target: RequestTarget(path: "/static/" + path, query: nil),
            fields: RequestFields(fields)
        )
        return try StaticFileEndpoint(folders).respond(to: request, parameters, Visitor(.anybody))
    }

    @Test func `the first folder that has a file serves it, with its type`() throws {
        let response = try ask("app/main.js")
        #expect(response.body.byteCount == 5)
        #expect(response["Content-Type"] == "text/javascript; charset=utf-8")
        #expect(try ask("app/more.bin")["Content-Type"] == "application/octet-stream")
    }

    @Test(arguments: [
        "../secret.txt", "app/../../secret.txt", "app/.hidden", "app/out.txt", "app/up/secret.txt",
        "app/gone", "app", "app/css/", "app//main.js", "", "app/main.js\0", "app/nothing.js",
    ])
    func `nothing outside of a folder is served, and nothing hidden`(_ path: String) {
        #expect(throws: Refusal.self) { try ask(path) }
        #expect(folders.open(path) == nil)
    }

    @Test func `a client that has a file is told so`() throws {
        let tag = try #require(try ask("app/main.js")["ETag"])
        #expect(try ask("app/main.js", [("If-None-Match", tag)]).status == .notModified)
        try folder.write("changed", to: "one/app/main.js")
        #expect(try ask("app/main.js", [("If-None-Match", tag)]).status == .ok)
    }

    @Test func `files of the program come before those of a folder`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path("one/webclient/css"),
            withIntermediateDirectories: true
        )
        try folder.write("mine", to: "one/webclient/css/pages.css")
        #expect(try ask("webclient/css/pages.css").body.byteCount != 4)
    }

    @Test func `all files are listed, each once, without those that are not served`() throws {
        #expect(
            try Set(folders.files()) == [
                "app/main.js", "app/css/all.css", "app/more.bin", "app/within.js",
            ]
        )
        #expect(folders.hasFolder("app"))
        #expect(!folders.hasFolder("app/main.js"))
    }

    @Test func `a folder that is not there is named`() {
        let missing = folder.path("missing")
        #expect {
            try StaticFolders([missing]).files()
        } throws: { error in
            "\(error)".contains(missing)
        }
    }

    @Test func `folders within each other have a limit`() throws {
        let deep = "deep/" + String(repeating: "a/", count: StaticFolders.depthMax + 1)
        try FileManager.default.createDirectory(
            atPath: folder.path(deep),
            withIntermediateDirectories: true
        )
        let path = folder.path("deep")
        #expect(throws: StaticFoldersError.tooDeep(path)) { try StaticFolders([path]).files() }
    }
}
