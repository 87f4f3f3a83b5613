import HTTP
import JSON
import SQLite
import SharedState
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebGateway

/// Images of ann's, who shares a group that annotates with bob (5) and one that only reads (6); eve
/// is a stranger to both.
final class SettingsUnderTest {
    let test: GatewayUnderTest
    let application: SettingsApplication

    static let ann = PeopleRows.ann
    static let bob = PeopleRows.bob
    static let eve = PeopleRows.eve

    private static let people =
        PeopleRows.annAndBob(other: .init("shown", "rwr---")) + PeopleRows.eveAbroad

    init() throws {
        test = try GatewayUnderTest()
        try test.catalogue.database.write { try $0.execute(Self.people) }
        application = SettingsApplication(
            test.gateway,
            test.catalogue,
            test.shared.renderings,
            test.shared.copiedSettings
        )
    }

    /// A stack of ann's with two channels, three sections and two time points.
    func addStack(_ name: String = "a.ome.tif", group: Int = 5) throws -> Int {
        try test.addStack(named: name, ownedBy: Ownership(ownerID: Self.ann, groupID: group))
    }

    /// As a request of now would make it.
    func visitor(_ user: Int) throws -> Visitor {
        let record = SessionRecord(userID: user, groupID: 5, createdSeconds: 0, lastSeenSeconds: 0)
        var visitor = Visitor(
            try #require(try test.catalogue.experimenter(user)?.actor),
            levels: try test.catalogue.groupLevels(),
            session: .init(token: "token of \(user)", record: record, seenSeconds: 0)
        )
        visitor.renderingGeneration = try test.shared.renderings.current()
        return visitor
    }

    /// Somebody who has no session, and sees group 5.
    func publicVisitor() throws -> Visitor {
        let actor = Actor(userID: KnownPeople.guest, role: .visitor, openGroups: [5])
        var visitor = Visitor(actor, levels: try test.catalogue.groupLevels())
        visitor.renderingGeneration = try test.shared.renderings.current()
        return visitor
    }

    func get(_ endpoint: any Endpoint, _ target: String, as visitor: Visitor) throws -> Response {
        let (request, parameters) = try asked(.get, target, nil)
        return try endpoint.respond(to: request, parameters, visitor)
    }

    func atOnce(_ endpoint: any Endpoint, _ target: String, as visitor: Visitor) throws -> Response?
    {
        let (request, parameters) = try asked(.get, target, nil)
        return try endpoint.answerAtOnce(request, parameters, visitor)
    }

    func post(
        _ endpoint: any Endpoint,
        _ target: String,
        _ form: String? = nil,
        as visitor: Visitor
    ) throws -> Response {
        let (request, parameters) = try asked(.post, target, form)
        return try endpoint.respond(to: request, parameters, visitor)
    }

    func save(_ image: Int, _ query: String, as user: Int) throws {
        let endpoint = SaveSettingsEndpoint(application)
        let answer = try post(endpoint, "/x/\(image)/?\(query)", as: visitor(user))
        #expect(answer.status == .ok)
    }

    /// Without a form the body is empty, and called JSON, as QuPath does.
    private func asked(
        _ method: HTTP.Method,
        _ target: String,
        _ form: String?
    ) throws -> (Request, RouteParameters) {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let router = Router([
            (pattern: RoutePattern("/x/"), route: 0),
            (pattern: RoutePattern("/x/<id:int>/"), route: 1),
            (pattern: RoutePattern("/x/<id:int>/<z:int>/<t:int>/"), route: 2),
        ])
        guard case .found(_, let parameters) = router.match(path: parts[0]) else {
            throw Refusal(.notFound, target)
        }
        let type = form == nil ? "application/json" : "application/x-www-form-urlencoded"
        var request = Request(
            method: method,
            target: RequestTarget(path: parts[0], query: parts.count > 1 ? parts[1] : nil),
            fields: RequestFields([("Content-Type", type)])
        )
        request.body = Array((form ?? "").utf8)
        return (request, parameters)
    }
}

extension Response {
    var document: JSONValue { JSONReader.document(text) ?? .null }
}
