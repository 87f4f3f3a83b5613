package import HTTP
import JSON
import Repository
package import WebAccess
import WebGateway

/// `roiCount`: how many regions an image has, with `shapes` also how many shapes.
package struct RegionCountEndpoint: Endpoint {
    private let application: FigureApplication

    private static let pageSize = 500

    package init(_ application: FigureApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let image = try application.gateway.record(parameters, visitor)
        let count = try application.catalogue.roiCount(ofImage: image.id)
        var members = [JSONValue.Member("roi", .integer(count))]
        if try QueryParameters(query: request.target.query).first("shapes") != nil {
            members.append(.init("shape", .integer(try shapeCount(image.id, regions: count))))
        }
        return Response(.ok, json: .object(members))
    }

    private func shapeCount(_ image: Int, regions: Int) throws -> Int {
        try stride(from: 0, to: regions, by: Self.pageSize).reduce(0) { sum, offset in
            let page = try application.catalogue.rois(
                ofImage: image,
                offset: offset,
                limit: Self.pageSize
            )
            return sum + page.records.reduce(0) { $0 + $1.shapes.count }
        }
    }
}
