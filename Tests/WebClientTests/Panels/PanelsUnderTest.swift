import HTTP
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebClient

/// The panels over the catalogue of `TreeUnderTest`.
final class PanelsUnderTest {
    let under: TreeUnderTest
    let panels: Panels

    typealias Maker = @Sendable (Panels) -> any Endpoint

    static let (ann, bob, eve) = (10, 11, 12)
    static let secret = TreeUnderTest.own(bob, TreeUnderTest.secret)
    static let hostile = ChangesUnderTest.hostile

    init() throws {
        under = try TreeUnderTest()
        let context = PageContext(prefix: "/omero", staticURL: "/static/", pageSize: 3)
        panels = Panels(under.tree, context)
    }

    /// The fragment at a path behind the panel's name, such as `image/5/?index=1`.
    func panel(
        _ endpoint: Maker,
        _ target: String,
        as user: Int = ann
    ) throws -> String {
        let response = try answer(endpoint, target, as: user)
        #expect(response.status == .ok)
        #expect(response["Content-Type"] == "text/html; charset=utf-8")
        #expect(response["Content-Security-Policy"]?.hasPrefix("default-src 'none'") == true)
        expectPlain(response.text)
        return response.text
    }

    func answer(
        _ endpoint: Maker,
        _ target: String,
        as user: Int = ann
    ) throws -> Response {
        let parts = target.split(
            separator: "?",
            maxSplits: 1,
            omittingEmptySubsequences: false
        ).map(String.init)
        let path = "/" + parts[0]
        // The first that fits wins: no type is a number.
        let patterns = [
            "/", "/<year:int>/<month:int>/", "/<year:int>/<month:int>/<day:int>/",
            "/<type>/<id:int>/", "/<id:int>/",
        ]
        let router = Router(patterns.map { (pattern: RoutePattern($0), route: 0) })
        guard case .found(_, let parameters) = router.match(path: path) else {
            throw Refusal(.notFound, path)
        }
        let query = parts.count > 1 ? parts[1] : nil
        let request = Request(method: .get, target: RequestTarget(path: path, query: query))
        return try endpoint(panels).respond(to: request, parameters, under.visitor(user))
    }

    /// A part of a page: no frame, nothing inline, and no text that is obeyed.
    private func expectPlain(_ html: String) {
        for word in ["<html", "<script", "<style", " style=", "javascript:", " onerror"] {
            #expect(!html.contains(word))
        }
    }

    /// Expects that a colleague who may not see is told the same as of what is not there.
    func expectHidden(
        _ endpoint: Maker,
        _ type: String,
        _ id: Int,
        as user: Int = ann
    ) throws {
        let refusals = try [id, 999_999].map { id in
            try #require(
                try under.refusal { _ = try answer(endpoint, "\(type)/\(id)/", as: user) }
            )
        }
        #expect(refusals.map(\.status) == [.notFound, .notFound])
        #expect(refusals[0].text == refusals[1].text.replacing("999999", with: "\(id)"))
    }
}
