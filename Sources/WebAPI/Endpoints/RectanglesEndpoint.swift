package import HTTP
import JSON
import Pixels
import Repository
package import WebAccess

/// `figure/roiRectangles`: the regions of an image that have a rectangle, with these alone.
package struct RectanglesEndpoint: Endpoint {
    private let api: API

    /// Most regions that are looked through.
    private static let regionsMax = 10_000

    package init(_ api: API) { self.api = api }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try ListQuery(request, .rois, api.limits)
        let id = parameters.integer("id") ?? 0
        guard let image = try api.catalogue.image(id), visitor.may(.view, image) else {
            throw Refusal(.notFound, "Image:\(id) not found")
        }
        let found = try rectangles(ofImage: id)
        let writer = api.writer(request, visitor, query)
        let limit =
            try QueryParameters(query: request.target.query).first("limit") == nil
            ? found.count : query.limit
        let page = try found.dropFirst(query.offset).prefix(limit).map(writer.roi)
        let document: JSONValue = [
            "data": .array(page), "meta": ["totalCount": .integer(found.count)],
        ]
        return Response(.ok, json: document)
    }

    private func rectangles(ofImage id: Int) throws -> [RegionRecord] {
        try api.catalogue.rois(ofImage: id, offset: 0, limit: Self.regionsMax).records
            .compactMap { region in
                var region = region
                region.shapes.removeAll { !$0.shape.isRectangle }
                return region.shapes.isEmpty ? nil : region
            }
    }
}

extension Shape {
    fileprivate var isRectangle: Bool { if case .rectangle = geometry { true } else { false } }
}
