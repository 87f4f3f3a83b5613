package import HTTP
import JSON
package import WebAccess
package import WebGateway

/// `get_thumbnail` of pages: as the gateway's, but a placeholder where there is none.
package struct ClientThumbnailTextEndpoint: Endpoint {
    private let thumbnail: ThumbnailTextEndpoint

    package init(_ gateway: Gateway) { thumbnail = ThumbnailTextEndpoint(gateway) }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        do {
            return try thumbnail.respond(to: request, parameters, visitor)
        } catch {
            guard PlaceholderPicture.stands(for: error) else { throw error }
            return try placeholder(parameters)
        }
    }

    private func placeholder(_ parameters: RouteParameters) throws -> Response {
        let side = parameters.integer("w") ?? ClientThumbnailEndpoint.defaultSide
        let bytes = try PlaceholderPicture.jpeg(side: side)
        return Response(.ok, [.unkept], json: .string(DataAddress.text("image/jpeg", bytes)))
    }
}
