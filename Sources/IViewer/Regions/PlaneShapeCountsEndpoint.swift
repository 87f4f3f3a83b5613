package import HTTP
import JSON
import Pixels
import Repository
package import WebAccess
import WebGateway

/// `plane_shape_counts`: how many shapes are seen on each plane, by section and then by time point.
package struct PlaneShapeCountsEndpoint: Endpoint {
    private let context: IViewerContext

    /// Planes of one answer.
    static let planesMax = 1 << 20

    package init(_ context: IViewerContext) { self.context = context }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let image = try context.gateway.record(parameters, visitor)
        let size = image.dimensions
        guard size.z <= Self.planesMax, size.z * size.t <= Self.planesMax else {
            throw Refusal(.badRequest, "An image of more than \(Self.planesMax) planes")
        }
        let counts = Self.counts(
            try context.catalogue.shapePlanes(ofImage: image.id),
            z: size.z,
            t: size.t
        )
        let rows = counts.map { JSONValue.array($0.map(JSONValue.integer)) }
        return Response(.ok, json: ["data": .array(rows)])
    }

    /// Shapes of all sections or time points count on each; what lies beyond the image on none.
    static func counts(
        _ shapes: [(z: Int?, t: Int?, shapeCount: Int)],
        z: Int,
        t: Int
    ) -> [[Int]] {
        var everywhere = 0
        var bySection = Array(repeating: 0, count: z)
        var byTime = Array(repeating: 0, count: t)
        var counts = Array(repeating: Array(repeating: 0, count: t), count: z)
        for shape in shapes where (shape.z ?? 0) < z && (shape.t ?? 0) < t {
            switch (shape.z, shape.t) {
            case (nil, nil): everywhere += shape.shapeCount
            case (let section?, nil): bySection[section] += shape.shapeCount
            case (nil, let time?): byTime[time] += shape.shapeCount
            case (let section?, let time?): counts[section][time] += shape.shapeCount
            }
        }
        for section in 0..<z {
            for time in 0..<t {
                counts[section][time] += everywhere + bySection[section] + byTime[time]
            }
        }
        return counts
    }
}
