import HTTP
import SharedState
import WebAccess

/// An endpoint whose changes all workers notice before its client has the answer.
struct AnnouncingEndpoint: Endpoint {
    private let endpoint: any Endpoint
    private let images: Generation

    init(_ endpoint: any Endpoint, _ images: Generation) {
        self.endpoint = endpoint
        self.images = images
    }

    func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? { try endpoint.answerAtOnce(request, parameters, visitor) }

    func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        if request.method.isSafe {
            return try endpoint.respond(to: request, parameters, visitor)
        }
        do {
            let response = try endpoint.respond(to: request, parameters, visitor)
            try images.advance()
            return response
        } catch {
            // What failed may have been done in part.
            try images.advance()
            throw error
        }
    }
}

extension EndpointName {
    /// Whether what it changes is told of images, or decides who sees them.
    var changesImages: Bool {
        switch self {
        case .newContainer, .saveName, .saveDescription, .unlink, .deleteObjects, .channelNames,
            .chgrp, .chown, .apiSave, .apiObject:
            true
        default: false
        }
    }
}
