package import HTTP
import JSON
import Repository
package import WebAccess
import WebGateway

/// The images of a well, of those that somebody sees.
struct WellImages {
    private let context: IViewerContext
    private let visitor: Visitor

    init(_ context: IViewerContext, _ visitor: Visitor) {
        self.context = context
        self.visitor = visitor
    }

    /// In the order of the fields; none for a well that is not seen.
    func records(_ well: Int) throws -> [ImageRecord] {
        guard let record = try context.catalogue.well(well), visitor.may(.view, record.ownership)
        else { return [] }
        return try record.samples.compactMap { sample in
            try context.gateway.record(sample.imageID, visitor)
        }
    }
}

/// `well_images`: a page of the images of a well.
package struct WellImagesEndpoint: Endpoint {
    private let context: IViewerContext

    /// Images of a page where the query does not say, and at most.
    private static let limitDefault = 10
    private static let limitMax = 1000

    package init(_ context: IViewerContext) { self.context = context }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        guard let well = query.integer("id") else {
            return Response(.ok, json: ["error": "No well id provided."])
        }
        let images = try WellImages(context, visitor).records(well)
        let limit = min(max(query.integer("limit") ?? Self.limitDefault, 0), Self.limitMax)
        let page = images.dropFirst(max(query.integer("offset") ?? 0, 0)).prefix(limit)
        let data = page.map { image -> JSONValue in
            ["@id": .integer(image.id), "Name": .string(image.name)]
        }
        return Response(
            .ok,
            json: ["data": .array(data), "meta": ["totalCount": .integer(images.count)]]
        )
    }
}
