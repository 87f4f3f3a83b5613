import HTTP
import JSON
import Testing
import WebAccess

@testable import Repository
@testable import WebClient

@Suite struct `People in the tree` {
    private let under: TreeUnderTest

    init() throws { under = try TreeUnderTest() }

    private func experimenter(_ id: String, as user: Int) throws -> JSONValue? {
        let pattern = RoutePattern("/experimenters/<id>/")
        let router = Router([(pattern: pattern, route: 0)])
        guard case .found(_, let parameters) = router.match(path: "/experimenters/\(id)/") else {
            return nil
        }
        let answer = try under.ask({ TreeExperimenterEndpoint($0) }, as: user, parameters)
        return answer["experimenter"]
    }

    @Test func `users come by the names they log in with, all or those of a group`() throws {
        let all = try under.ask({ TreeExperimentersEndpoint($0) })["experimenters"]?.elements
        #expect(
            all?.compactMap { $0["omeName"]?.string } == ["ann", "bob", "eve", "guest", "root"]
        )
        let shared = try under.ask({ TreeExperimentersEndpoint($0) }, "group=5&page=2&limit=1")
        #expect(
            shared == [
                "experimenters": [
                    ["id": 11, "omeName": "bob", "firstName": "Bob", "lastName": "Abel"]
                ]
            ]
        )
    }

    @Test func `one user is shown to colleagues and administrators`() throws {
        let bob: JSONValue = [
            "id": 11, "omeName": "bob", "firstName": "Bob", "lastName": "Abel",
        ]
        #expect(try experimenter("11", as: 10) == bob)
        #expect(try experimenter("11", as: 0) == bob)
        #expect(try experimenter("11", as: 12) == .null)
        #expect(try experimenter("99", as: 0) == .null)
    }

    @Test func `-1 is everybody, and a word is refused`() throws {
        #expect(try experimenter("-1", as: 12)?["id"] == -1)
        #expect(try experimenter("-1", as: 12)?["omeName"] == "All Members")
        let refusal = try under.refusal { _ = try experimenter("ann", as: 10) }
        #expect(refusal == Refusal(.badRequest, "Invalid experimenter id"))
    }

    @Test func `groups come by name whatever its case, without that of all users`() throws {
        let all = try under.ask({ TreeGroupsEndpoint($0) })["groups"]?.elements
        #expect(
            all?.compactMap { $0["name"]?.string }
                == ["abroad", "guest", "Secret", "shared", "system"]
        )
        #expect(
            try under.ask({ TreeGroupsEndpoint($0) }, "member=10") == [
                "groups": [
                    ["id": 6, "name": "Secret", "perm": "rw----"],
                    ["id": 5, "name": "shared", "perm": "rwra--"],
                ]
            ]
        )
    }
}
