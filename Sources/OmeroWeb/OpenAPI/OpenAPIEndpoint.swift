import HTTP
import JSON
import WebAccess

/// `/api/openapi.json`: the surface as programs read it.
struct OpenAPIEndpoint: PromptEndpoint {
    private let response: Response

    init(prefix: String, sessionCookieName: String) {
        let document = OpenAPIDocument(
            prefix: prefix,
            sessionCookieName: sessionCookieName,
            routes: Routes.all
        )
        response = Response(.ok, json: document.json)
    }

    func answer(_ request: Request, _ parameters: RouteParameters) -> Response { response }
}
