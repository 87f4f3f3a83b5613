import HTTP
import Pixels
import Rendering
import Repository
import Telemetry
import WebAccess

/// `render_image`: one whole plane, with the settings of the query.
package struct PlaneEndpoint: PictureEndpoint {
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
        let part = try PlanePart(wholeOf: image.record)
        return PictureRequest(image, part, .plane, view, kind: .plane)
    }
}

extension ImageRecord {
    /// The size of a plane that is to be rendered whole; larger ones are refused.
    func wholePlane() throws(Refusal) -> PixelSize {
        let size = PixelSize(width: dimensions.x, height: dimensions.y)
        guard size.width * size.height <= Gateway.planePixelsMax else {
            throw Refusal(
                .notFound,
                "A plane of \(size.width) × \(size.height) pixels is more than"
                    + " \(Gateway.planePixelsMax): ask for tiles"
            )
        }
        return size
    }
}
