package import HTTP
import JSON
import Pixels
import Rendering
import Repository
package import WebAccess
import WebGateway

/// `get_intensity`: the samples around a pixel, so that the viewer need not ask for each.
package struct IntensityEndpoint: Endpoint {
    private let context: IViewerContext

    /// Pixels to each side.
    private static let distance = 25
    /// Channels of one request.
    private static let channelsMax = 64

    package init(_ context: IViewerContext) { self.context = context }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let wanted = ["image", "x", "y", "z", "t", "c"].compactMap { query.first($0) }
        guard wanted.count == 6 else {
            return .viewerError("Mandatory params are: image, x, y, c, z and t")
        }
        guard let image = try context.gateway.record(query.integer("image") ?? 0, visitor) else {
            throw Refusal(.notFound, "Image not Found")
        }
        let size = image.dimensions
        guard let x = Self.index(query, "x", size.x), let y = Self.index(query, "y", size.y),
            let z = Self.index(query, "z", size.z), let t = Self.index(query, "t", size.t)
        else { return .viewerError("Either one or more x, y, z, t are out of bounds") }
        guard let channels = NumberList.parse(query.first("c") ?? ""), !channels.isEmpty,
            channels.count <= Self.channelsMax
        else { return .viewerError("Please supply a valid list of channels") }
        guard channels.allSatisfy((0..<size.c).contains) else {
            return .viewerError("One or more channels are out of bounds")
        }
        let region = Self.region(x, y, size)
        let samples = try context.gateway.reading(image) { source in
            try channels.map { channel in
                try source.read(PlaneIndex(z: z, c: channel, t: t), region, level: 0).samples.reals
            }
        }
        return Self.response(samples, channels, region, image.pixels.pixelType)
    }

    /// A place on an axis; what is behind its point does not count.
    private static func index(_ query: QueryParameters, _ name: String, _ count: Int) -> Int? {
        guard let place = query.first(name).flatMap({ Double($0) }), place > -1,
            place < Double(count)
        else { return nil }
        return Int(place)
    }

    private static func region(_ x: Int, _ y: Int, _ size: Dimensions) -> Region {
        let (left, top) = (max(0, x - distance), max(0, y - distance))
        return Region(
            x: left,
            y: top,
            width: min(2 * distance + 1, size.x - left),
            height: min(2 * distance + 1, size.y - top)
        )
    }

    private static func response(
        _ samples: [[Double]],
        _ channels: [Int],
        _ region: Region,
        _ type: PixelType
    ) -> Response {
        let isReal = type == .float || type == .double
        let pixels = (0..<(region.width * region.height)).map { index -> JSONValue.Member in
            let values = zip(channels, samples).map { channel, samples in
                let value = samples[index]
                return JSONValue.Member(
                    "\(channel)",
                    isReal ? .number(value) : .integer(Int(value))
                )
            }
            let (row, column) = index.quotientAndRemainder(dividingBy: region.width)
            return JSONValue.Member("\(region.x + column)-\(region.y + row)", .object(values))
        }
        return Response(
            .ok,
            json: [
                "count": .integer(pixels.count * channels.count), "pixels": .object(pixels),
            ]
        )
    }
}
