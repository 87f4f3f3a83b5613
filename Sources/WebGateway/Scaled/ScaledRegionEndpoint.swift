import HTTP
import Pixels
import Rendering
import Repository
import Telemetry
import WebAccess

/// `figure/render_scaled_region`: a region of a large image, small enough to be sent, also beyond
/// the image's edges.
package struct ScaledRegionEndpoint: PictureEndpoint {
    let gateway: Gateway

    /// OMERO.figure's: the longest side without `max_size`.
    private static let defaultSide = 2000

    package init(_ gateway: Gateway) { self.gateway = gateway }

    func picture(
        of image: ShownImage,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest {
        let query = try QueryParameters(query: request.target.query)
        let (z, t) = (parameters.integer("z"), parameters.integer("t"))
        let view = try PictureView(image, gateway, query, z: z, t: t)
        let scaled = try Self.region(query, of: image.record)
        let part = PictureKey.Part.region(
            scaled.region,
            level: scaled.level,
            output: .init(width: scaled.region.width, height: scaled.region.height)
        )
        return PictureRequest(image, part, view, kind: .region, isKept: false) { source in
            try PaddedRenderer.render(
                source,
                z: view.plane.z,
                t: view.plane.t,
                region: scaled.region,
                level: scaled.level,
                settings: view.settings,
                projection: view.projection
            )
        }
    }

    private static func region(
        _ query: QueryParameters,
        of record: ImageRecord
    ) throws -> ScaledRegion {
        let text = query.first("region") ?? ""
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double($0) ?? .nan }
        guard numbers.count == 4, numbers.allSatisfy(\.isFinite) else {
            throw Refusal(.badRequest, "malformed region argument, region=\(text)")
        }
        let side = query.integer("max_size") ?? defaultSide
        let corners = (x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
        guard (1...ScaledRegion.sideMax).contains(side),
            let region = ScaledRegion(corners, sideMax: side, levels: record.levels)
        else {
            let limit = ScaledRegion.sideMax
            throw Refusal(.badRequest, "A region has 1 to \(limit) pixels a side, on some level")
        }
        return region
    }
}
