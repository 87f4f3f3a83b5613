package import HTTP
import JSON
import Pixels
package import Repository
package import WebAccess

/// `get_rois_json`: all regions of an image by their numbers, with their shapes by section and
/// time point.
package struct RegionsEndpoint: Endpoint {
    private let gateway: Gateway
    private let catalogue: any Catalogue

    /// Shapes of one answer, and regions that are read at a time.
    private static let shapesMax = 1 << 17
    private static let pageSize = 500

    package init(_ gateway: Gateway, _ catalogue: any Catalogue) {
        self.gateway = gateway
        self.catalogue = catalogue
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let id = parameters.integer("id") ?? 0
        // An image that is not there has no regions; one that is not seen is not there.
        let regions = try gateway.record(id, visitor).map { try self.regions(of: $0) } ?? []
        return try JSONCallback.response(.array(regions), callback: query.first("callback"))
    }

    private func regions(of image: ImageRecord) throws -> [JSONValue] {
        var documents: [JSONValue] = []
        var shapeCount = 0
        while true {
            let page = try catalogue.rois(
                ofImage: image.id,
                offset: documents.count,
                limit: Self.pageSize
            ).records
            shapeCount += page.map(\.shapes.count).reduce(0, +)
            guard shapeCount <= Self.shapesMax else {
                throw Refusal(.badRequest, "An image of more than \(Self.shapesMax) shapes")
            }
            documents += page.map(Self.document)
            if page.count < Self.pageSize { return documents }
        }
    }

    private static func document(_ region: RegionRecord) -> JSONValue {
        // Those on all planes come first.
        let shapes = region.shapes.sorted { one, other in
            (one.shape.z ?? -1, one.shape.t ?? -1, one.id)
                < (other.shape.z ?? -1, other.shape.t ?? -1, other.id)
        }
        return [
            "id": .integer(region.id), "shapes": .array(shapes.map(ShapeFields.document)),
        ]
    }
}

/// `get_shape_json`: one shape of a region.
package struct ShapeEndpoint: Endpoint {
    private let regions: SeenRegions

    package init(_ gateway: Gateway, _ catalogue: any Catalogue) {
        regions = SeenRegions(gateway, catalogue)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let (roi, id) = (parameters.integer("roi") ?? 0, parameters.integer("id") ?? 0)
        let region = try regions.roi(roi, visitor).region
        guard let shape = region.shapes.first(where: { $0.id == id }) else {
            throw Refusal(.notFound, "Shape:\(id) not found")
        }
        return try JSONCallback.response(
            ShapeFields.document(shape),
            callback: query.first("callback")
        )
    }
}
