import HTTP
import JSON
import WebAccess

/// `/api/`: the versions there are.
package struct VersionsEndpoint: StartingEndpoint {
    let api: API

    package init(_ api: API) { self.api = api }

    func document(_ address: APIAddress) -> JSONValue {
        ["data": [["version": "0", "url:base": address.path("")]]]
    }
}

/// `/api/v0/`: where everything is.
package struct StartEndpoint: StartingEndpoint {
    let api: API

    package init(_ api: API) { self.api = api }

    private static let types: [ObjectType] = [
        .experimenters, .experimentergroups, .projects, .datasets, .images, .screens, .plates,
        .rois,
    ]
    private static let paths = [
        ("token", "token/"), ("servers", "servers/"), ("login", "login/"), ("save", "m/save/"),
    ]

    func document(_ address: APIAddress) -> JSONValue {
        let lists = Self.types.map { JSONValue.Member("url:" + $0.rawValue, address.list($0)) }
        let others = Self.paths.map { JSONValue.Member("url:" + $0, address.path($1)) }
        let schema = JSONValue.Member("url:schema", .string(Document.schema))
        return .object(lists + others + [schema])
    }
}

/// A page of links, which depends on nothing but the server's own address.
protocol StartingEndpoint: Endpoint {
    var api: API { get }
    func document(_ address: APIAddress) -> JSONValue
}

extension StartingEndpoint {
    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? { answer(request, visitor) }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response { answer(request, visitor) }

    private func answer(_ request: Request, _ visitor: Visitor) -> Response {
        api.response(document(api.address(request, visitor)))
    }
}
