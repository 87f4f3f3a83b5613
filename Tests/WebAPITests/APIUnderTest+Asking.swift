import HTTP
import JSON
import Testing
import WebAccess

@testable import WebAPI

extension APIUnderTest {
    private enum Place {
        case start, versions, list, object, save
    }

    /// The forms of address of the route table.
    private static let forms: [(pattern: String, route: Place)] = [
        ("/api/", .versions), ("/api/v0/", .start), ("/api/v0/m/save/", .save),
        ("/api/v0/m/<type>/", .list), ("/api/v0/m/<type>/<id:int>/", .object),
        ("/api/v0/m/<parent>/<id:int>/<type>/", .list),
        ("/api/v0/m/<parent>/<id:int>/wellsampleindex/<index:int>/<type>/", .list),
    ]
    private static let router = Router(
        forms.map { (pattern: RoutePattern($0.pattern), route: $0.route) }
    )

    func ask(
        _ target: String,
        _ visitor: Visitor,
        _ method: HTTP.Method = .get,
        _ body: JSONValue? = nil
    ) throws -> Response {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        guard case .found(let place, let parameters) = Self.router.match(path: parts[0]) else {
            throw Refusal(.notFound, target)
        }
        let request = Request(
            method: method,
            target: RequestTarget(path: parts[0], query: parts.count > 1 ? parts[1] : nil),
            fields: RequestFields([(name: "Host", value: "example.org")]),
            body: body?.bytes ?? []
        )
        let endpoint: any Endpoint =
            switch place {
            case .start: StartEndpoint(api)
            case .versions: VersionsEndpoint(api)
            case .list: ListEndpoint(api)
            case .object: ObjectEndpoint(api)
            case .save: SaveEndpoint(api)
            }
        return try endpoint.respond(to: request, parameters, visitor)
    }

    /// The document at an address, as a user has it.
    func document(
        _ target: String,
        as user: Int = ann,
        _ method: HTTP.Method = .get,
        _ body: JSONValue? = nil
    ) throws -> JSONValue {
        try ask(target, visitor(user), method, body).document()
    }

    func data(_ target: String, as user: Int = ann) throws -> JSONValue {
        try #require(try document("/api/v0/m/" + target, as: user)["data"])
    }

    /// The numbers of a list's objects, which are all there are.
    func ids(_ target: String, as user: Int = ann) throws -> [Int] {
        let document = try document("/api/v0/m/" + target, as: user)
        let ids = try #require(document["data"]?.elements).compactMap { $0["@id"]?.integer }
        #expect(document["meta"]?["totalCount"]?.integer == ids.count)
        return ids
    }

    func refusal(
        _ target: String,
        as user: Int = ann,
        _ method: HTTP.Method = .get,
        _ body: JSONValue? = nil
    ) throws -> Refusal? {
        do {
            _ = try ask(target, visitor(user), method, body)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }
}

extension Response {
    func document() throws -> JSONValue {
        guard case .bytes(let bytes) = body else { return .null }
        return try #require(JSONReader.document(bytes))
    }

    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

extension JSONValue {
    var names: Set<String> { Set(members?.map(\.name) ?? []) }
}
