package import HTTP
import JSON
import Pixels
import Repository
package import WebAccess
import WebGateway

/// `delta_t`: when each time point was taken; 0 for each where nobody knows.
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
        let times = try context.gateway.timesSeconds(of: record)
        let isKnown = !times.isEmpty
        let shown = isKnown ? times : Array(repeating: 0, count: count)
        return Response(
            .ok,
            json: [
                "delta_t": .array(shown.map(JSONValue.number)),
                "delta_t_unit_symbol": isKnown ? "s" : .null,
                "image_id": .integer(record.id),
            ]
        )
    }
}
