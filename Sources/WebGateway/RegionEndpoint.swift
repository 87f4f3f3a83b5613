import HTTP
import Pixels
import Rendering
import Repository
import Telemetry
import WebAccess

/// `render_image_region`: a tile of one resolution level, or a region of the full one.
package struct RegionEndpoint: PictureEndpoint {
    let gateway: Gateway

    private let completeness: SettingsCompleteness

    package init(_ gateway: Gateway, _ completeness: SettingsCompleteness = .optional) {
        self.gateway = gateway
        self.completeness = completeness
    }

    func picture(
        of image: ShownImage,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest {
        let query = try QueryParameters(query: request.target.query)
        try completeness.check(query)
        let (z, t) = (parameters.integer("z"), parameters.integer("t"))
        let view = try PictureView(image, gateway, query, z: z, t: t)
        let part = try PlanePart(named: query, of: image.record)
        return PictureRequest(image, part, part.keyPart, view, kind: .region)
    }
}
