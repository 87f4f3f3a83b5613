package import HTTP
import JSON
import Repository
package import WebAPI
package import WebAccess
import WebGateway

/// `rois_by_plane`: the regions with a shape on a plane, or on some: `0-10` are eleven sections.
package struct PlaneRegionsEndpoint: Endpoint {
    private let context: IViewerContext
    private let api: API

    package init(_ context: IViewerContext, _ api: API) {
        self.context = context
        self.api = api
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let image = try context.gateway.record(parameters, visitor)
        let query = try QueryParameters(query: request.target.query)
        let listed = try context.catalogue.rois(
            ofImage: image.id,
            on: PlaneRange(
                z: try Self.range(parameters.text("z")),
                t: try Self.range(parameters.text("t"))
            ),
            offset: max(0, query.integer("offset") ?? 0),
            limit: min(max(0, query.integer("limit") ?? api.listMax), api.listMax)
        )
        let documents = try api.regionDocuments(listed.records, request, visitor)
        return Response(
            .ok,
            json: [
                "data": .array(documents), "meta": ["totalCount": .integer(listed.totalCount)],
            ]
        )
    }

    private static func range(_ text: String?) throws(Refusal) -> ClosedRange<Int> {
        let ends = (text ?? "").split(separator: "-", omittingEmptySubsequences: false).map {
            Int($0)
        }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
            first >= 0
        else { throw Refusal(.notFound, "\(text ?? "") is no plane") }
        // The wrong way round is nothing that could be on it.
        return first...max(first, last)
    }
}
