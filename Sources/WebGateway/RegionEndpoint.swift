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
        of record: ImageRecord,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest {
        let query = try QueryParameters(query: request.target.query)
        try completeness.check(query)
        let view = try PictureView(
            record,
            gateway,
            query,
            z: parameters.integer("z"),
            t: parameters.integer("t")
        )
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
        let part = PictureKey.Part.region(
            region,
            level: level,
            output: PixelSize(width: region.width, height: region.height)
        )
        // Whoever asks for another quality wants it, and a projection is in no file.
        let mayPassThrough =
            isTile && view.format == .jpeg(quality: RenderingQuery.defaultQuality)
            && view.projection == nil && view.settings.keepsRGB
        return PictureRequest(
            record: record,
            key: PictureKey(record, part, view),
            kind: .region,
            isKept: isTile,
            mediaType: view.format.mediaType
        ) { source in
            let plane = PlaneIndex(z: view.plane.z, c: 0, t: view.plane.t)
            if mayPassThrough, let jpeg = try source.jpeg(plane, region, level: level) {
                return jpeg
            }
            return try Renderer.render(
                source,
                z: view.plane.z,
                t: view.plane.t,
                region: region,
                level: level,
                settings: view.settings,
                projection: view.projection
            ).encoded(view.format)
        }
    }
}
