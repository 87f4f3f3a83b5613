package import HTTP
import JSON
import Pixels
import Repository
package import WebAccess
import WebGateway

/// `delta_t`: when each time point was taken.
///
/// The catalogue keeps no times of planes, for which OMERO's answer is 0 for each.
package struct TimesEndpoint: Endpoint {
    private let context: IViewerContext

    package init(_ context: IViewerContext) { self.context = context }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let record = try context.gateway.record(parameters, visitor)
        let count = record.dimensions.t > 1 ? record.dimensions.t : 0
        return Response(
            .ok,
            json: [
                "delta_t": .array(Array(repeating: 0, count: count)),
                "delta_t_unit_symbol": .null,
                "image_id": .integer(record.id),
            ]
        )
    }
}
