package import HTTP
import JSON
import Rendering
import Repository
package import WebAccess

/// `get_thumbnail`: a thumbnail as a text that a page can put into an address.
package struct ThumbnailTextEndpoint: Endpoint {
    private let gateway: Gateway
    private let thumbnail: ThumbnailEndpoint

    package init(_ gateway: Gateway) {
        self.gateway = gateway
        thumbnail = ThumbnailEndpoint(gateway)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let picture = try thumbnail.picture(request, parameters, visitor)
        let query = try QueryParameters(query: request.target.query)
        let text = DataAddress.text(picture.mediaType, try gateway.bytes(of: picture))
        return try JSONCallback.response(.string(text), callback: query.first("callback"))
    }
}
