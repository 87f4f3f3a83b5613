package import HTTP
import JSON
import Pixels
import Rendering
import Repository
package import WebAccess
import WebGateway

/// `shape_stats`: what the samples of some shapes are like, by channel.
package struct ShapeStatisticsEndpoint: Endpoint {
    private let context: IViewerContext

    /// Shapes of one request, and samples around them in all of their channels.
    static let shapesMax = 500
    static let samplesMax = 1 << 26

    package init(_ context: IViewerContext) { self.context = context }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        guard let text = query.first("ids"), let z = query.first("z"), let t = query.first("t")
        else { return .viewerError("Parameters ids, z and t are mandatory") }
        guard let ids = Self.ids(text), let z = Int(z), let t = Int(t),
            let channels = NumberList.parse(query.first("cs") ?? "")
        else { return .viewerError("Invalid Parameter types") }
        guard ids.count <= Self.shapesMax else {
            return .viewerError("More than \(Self.shapesMax) shapes")
        }
        var left = Self.samplesMax
        var answer: [JSONValue.Member] = []
        for id in ids {
            let (shape, _, image) = try context.regions.shape(id, visitor)
            let measured = try measure(shape.shape, on: image, (z, t), channels, left: &left)
            answer.append(.init("\(id)", .array(measured)))
        }
        return Response(.ok, json: .object(answer))
    }

    /// Numbers of shapes, each perhaps behind that of its region.
    private static func ids(_ text: String) -> [Int]? {
        let ids = text.split(separator: ",").map { part in
            Int(part.split(separator: ":", omittingEmptySubsequences: false).last ?? "")
        }
        return ids.contains(nil) ? nil : ids.compactMap { $0 }
    }

    /// - Parameter plane: where the shape itself does not say.
    private func measure(
        _ shape: Shape,
        on image: ImageRecord,
        _ plane: (z: Int, t: Int),
        _ channels: [Int],
        left: inout Int
    ) throws -> [JSONValue] {
        let size = image.dimensions
        let (z, t) = (shape.z ?? plane.z, shape.t ?? plane.t)
        let channels = channels.isEmpty ? Array(0..<size.c) : channels
        guard (0..<size.z).contains(z), (0..<size.t).contains(t),
            channels.allSatisfy((0..<size.c).contains)
        else { throw Refusal(.badRequest, "A shape or channel that is not of the image's planes") }
        let extent = PixelSize(width: size.x, height: size.y)
        guard let pixels = ShapePixels(shape, in: extent), let bounds = pixels.bounds else {
            return []
        }
        let (area, isTooLarge) = bounds.width.multipliedReportingOverflow(by: bounds.height)
        guard !isTooLarge, area <= left / max(1, channels.count) else {
            throw Refusal(.badRequest, "Shapes of more than \(Self.samplesMax) samples")
        }
        left -= area * channels.count
        return try context.gateway.reading(image) { source in
            try channels.map { channel in
                let plane = PlaneIndex(z: z, c: channel, t: t)
                return try ShapeStatistics(pixels, of: source, plane).json(channel)
            }
        }
    }
}

extension ShapeStatistics {
    fileprivate func json(_ channel: Int) -> JSONValue {
        [
            "index": .integer(channel), "points": .integer(count), "min": .number(min),
            "max": .number(max), "sum": .number(sum), "mean": .number(mean),
            "std_dev": .number(standardDeviation),
        ]
    }
}
