import HTTP
import Pixels
import Rendering
import Repository
import Telemetry

/// `render_image`: one whole plane, with the settings of the query.
package struct PlaneEndpoint: PictureEndpoint {
    let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    func picture(
        of record: ImageRecord,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest {
        let query = try QueryParameters(query: request.target.query)
        let plane = try record.plane(z: parameters.integer("z"), t: parameters.integer("t"))
        let width = record.dimensions.x
        let height = record.dimensions.y
        guard width * height <= Gateway.planePixelsMax else {
            throw Refusal(
                .notFound,
                "A plane of \(width) × \(height) pixels is more than \(Gateway.planePixelsMax):"
                    + " ask for tiles"
            )
        }
        let rendering = RenderingQuery(query)
        let settings = rendering.settings(over: record.defaultSettings, gateway.tables)
        return PictureRequest(
            record: record,
            key: PictureKey(record, .plane, plane, settings, quality: rendering.quality),
            kind: .plane,
            isKept: false,
            quality: rendering.quality
        ) { source in
            try Renderer.render(
                source,
                z: plane.z,
                t: plane.t,
                region: Region(x: 0, y: 0, width: width, height: height),
                level: 0,
                settings: settings
            )
        }
    }
}
