package import HTTP
import Rendering
import WebAccess

/// `max_projection_range_exceeded`: stands where a projection would read more than is allowed.
package struct ProjectionRefusedEndpoint: PromptEndpoint {
    package init() {}

    package func answer(_ request: Request, _ parameters: RouteParameters) throws -> Response {
        let type = ResponseField("Content-Type", "image/jpeg")
        let bytes = try NoticePicture.jpeg(["Max Z projection", "disabled"])
        return Response(.ok, [type], body: .bytes(bytes))
    }
}
