package import HTTP
package import WebAccess
package import WebGateway

/// The thumbnail of a page: as the gateway's, but a placeholder where there is none.
package struct ClientThumbnailEndpoint: Endpoint {
    private let thumbnail: ThumbnailEndpoint
    static let defaultSide = 96

    package init(_ gateway: Gateway) { thumbnail = ThumbnailEndpoint(gateway) }

    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? {
        do {
            return try thumbnail.answerAtOnce(request, parameters, visitor)
        } catch is Refusal {
            return nil
        }
    }

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
        try PlaceholderPicture.response(side: parameters.integer("w") ?? Self.defaultSide)
    }
}
