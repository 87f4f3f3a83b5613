import HTTP
import JSON
import WebAccess

/// `/api/openapi.json`: the surface as programs read it, made when somebody asks.
struct OpenAPIEndpoint: Endpoint {
    let prefix: String
    let sessionCookieName: String

    func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) -> Response {
        let document = OpenAPIDocument(
            prefix: prefix,
            sessionCookieName: sessionCookieName,
            routes: Routes.all
        )
        return Response(.ok, json: document.json)
    }
}
