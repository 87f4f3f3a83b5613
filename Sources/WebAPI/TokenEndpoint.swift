package import HTTP
import JSON
package import WebAccess

/// `/api/v0/token/`: what requests that change something have to bring back.
package struct TokenEndpoint: Endpoint {
    private let cookies: CookieRules

    package init(_ cookies: CookieRules) { self.cookies = cookies }

    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) -> Response? { respond(to: request, parameters, visitor) }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) -> Response {
        let secret = CSRFToken.secret(of: request) ?? CSRFToken.makeSecret()
        let fields = [cookies.csrf(secret, isSecure: visitor.isSecure), .unkept]
        return Response(.ok, fields, json: ["data": .string(CSRFToken.masked(secret))])
    }
}

/// `/api/v0/servers/`: the one server there is to log in to.
package struct ServersEndpoint: PromptEndpoint {
    package init() {}

    package func answer(_ request: Request, _ parameters: RouteParameters) -> Response {
        let server: JSONValue = [
            "id": 1, "host": "localhost", "port": 4064, "server": "omero",
        ]
        return Response(.ok, json: ["data": [server]])
    }
}
