import Testing

@testable import HTTP

@Suite struct `Routes of paths` {
    /// What a path leads to: its pattern, or why it leads nowhere.
    private func match(_ path: String, prefix: String = "", _ patterns: [String]) -> String {
        let router = Router(
            prefix: prefix,
            patterns.map { (pattern: RoutePattern($0), route: $0) }
        )
        return switch router.match(path: path) {
        case .found(let route, _): route
        case .missingSlash: "missing slash"
        case .none: "none"
        }
    }

    private static let patterns = [
        "/", "/api/", "/api/<word>/", "/api/v0/images/", "/api/v0/images/<id:int>/",
        "/<name>/v0/", "/static/<path:path>", "/a/b/<x>/", "/a/b/c/", "/a/b/",
    ]

    @Test(arguments: [
        ("/", "/"), ("/api/", "/api/"), ("/api/v0/", "/api/<word>/"),
        ("/api/v0/images/", "/api/v0/images/"), ("/api/v0/images/7/", "/api/v0/images/<id:int>/"),
        ("/else/v0/", "/<name>/v0/"), ("/static/a/b.png", "/static/<path:path>"),
        ("/a/b/", "/a/b/"), ("/a/else/", "none"), ("/api/v0/images/x/", "none"), ("//", "none"),
    ]) func `a path leads to the route that fits`(path: String, route: String) {
        #expect(match(path, Self.patterns) == route)
    }

    @Test func `the first of several that fit wins, be it of words or of parameters`() {
        #expect(match("/a/b/c/", Self.patterns) == "/a/b/<x>/")
        #expect(match("/api/v0/", ["/<name>/v0/", "/api/v0/"]) == "/<name>/v0/")
        #expect(match("/api/v0/", ["/api/v0/", "/<name>/v0/"]) == "/api/v0/")
    }

    @Test(arguments: ["/api", "/a/b/c", "/api/v0/images/7"])
    func `a slash that is missing at the end is told`(path: String) {
        #expect(match(path, Self.patterns) == "missing slash")
    }

    @Test func `the prefix has to stand before each path`() {
        #expect(match("/omero/api/", prefix: "/omero", Self.patterns) == "/api/")
        #expect(match("/omero", prefix: "/omero", Self.patterns) == "/")
        #expect(match("/api/", prefix: "/omero", Self.patterns) == "none")
        #expect(match("/omeroapi/", prefix: "/omero", Self.patterns) == "none")
    }
}
