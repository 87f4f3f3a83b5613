package import HTTP
import Repository
package import WebAccess
import WebClient
import WebGateway

/// `image_data`: everything of an image, or of the image that a region or a shape is on.
package struct ImageDetailsEndpoint: Endpoint {
    /// What the number in the path is of.
    package enum Subject: Sendable {
        case image
        case roi
        case shape
    }

    private let context: IViewerContext
    private let subject: Subject

    package init(_ context: IViewerContext, of subject: Subject = .image) {
        self.context = context
        self.subject = subject
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let record = try image(parameters, visitor)
        let details = ImageDetails(context: context, record: record, visitor: visitor)
        return Response(.ok, [.unkept], json: try details.json())
    }

    private func image(_ parameters: RouteParameters, _ visitor: Visitor) throws -> ImageRecord {
        let id = parameters.integer("id") ?? 0
        switch subject {
        case .image: return try context.gateway.record(parameters, visitor)
        case .roi: return try context.regions.roi(id, visitor).image
        case .shape: return try context.regions.shape(id, visitor).image
        }
    }
}
