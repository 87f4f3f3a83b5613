import HTTP
import Pixels
import Rendering
import Repository
import Telemetry

/// `render_image_region`: a tile of one resolution level, or a region of the full one.
package struct RegionEndpoint: PictureEndpoint {
    let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    func picture(
        of record: ImageRecord,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest {
        let query = try QueryParameters(query: request.target.query)
        let plane = try record.plane(z: parameters.integer("z"), t: parameters.integer("t"))
        let isTile = query.first("tile") != nil
        let (level, region) = try RegionQuery.parse(
            tile: query.first("tile"),
            region: query.first("region"),
            levels: record.levels,
            tileSize: { _ in record.pixels.tileSize }
        )
        guard region.width * region.height <= Gateway.planePixelsMax else {
            throw Refusal(.notFound, "A region of more than \(Gateway.planePixelsMax) pixels")
        }
        let rendering = RenderingQuery(query)
        let settings = rendering.settings(over: record.defaultSettings, gateway.tables)
        let part = PictureKey.Part.region(
            region,
            level: level,
            output: PixelSize(width: region.width, height: region.height)
        )
        return PictureRequest(
            record: record,
            key: PictureKey(record, part, plane, settings, quality: rendering.quality),
            kind: .region,
            isKept: isTile,
            quality: rendering.quality
        ) { source in
            try Renderer.render(
                source,
                z: plane.z,
                t: plane.t,
                region: region,
                level: level,
                settings: settings
            )
        }
    }
}
