package import HTTP
import JSON
import Pixels
import Rendering
import Repository
package import WebAccess

/// `histogram_json`: how often the values of one channel's plane fall into each part of its range.
package struct HistogramEndpoint: Endpoint {
    private let gateway: Gateway
    private static let defaultBins = 256

    package init(_ gateway: Gateway) { self.gateway = gateway }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let record = try gateway.record(parameters, visitor)
        let query = try QueryParameters(query: request.target.query)
        let channel = parameters.integer("c") ?? 0
        let plane = try record.plane(
            z: query.integer("theZ") ?? 0,
            t: query.integer("theT") ?? 0
        )
        guard record.channels.indices.contains(channel) else {
            throw Refusal(.notFound, "Image:\(record.id) has no channel \(channel)")
        }
        let bins = query.integer("bins") ?? Self.defaultBins
        guard (1...Histogram.binsMax).contains(bins) else {
            return Self.refused("a histogram has 1 to \(Histogram.binsMax) bins, not \(bins)")
        }
        guard record.dimensions.x * record.dimensions.y <= Gateway.planePixelsMax else {
            return Self.refused("a plane of more than \(Gateway.planePixelsMax) pixels")
        }
        let counts = try gateway.reading(record) { source in
            try Histogram.counts(
                source,
                PlaneIndex(z: plane.z, c: channel, t: plane.t),
                bins: bins,
                in: record.range(ofChannel: channel)
            )
        }
        return Response(.ok, json: ["data": .array(counts.map(JSONValue.integer))])
    }

    private static func refused(_ reason: String) -> Response {
        Response(.badRequest, json: ["error": .string(reason)])
    }
}
