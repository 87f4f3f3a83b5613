import HTTP
import Pixels
import Rendering
import Repository
import Telemetry

/// `render_thumbnail` and `render_birds_eye_view`: a small picture of an image's default plane.
package struct ThumbnailEndpoint: PictureEndpoint {
    let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    func picture(
        of record: ImageRecord,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest {
        let query = try QueryParameters(query: request.target.query)
        let plane = try record.plane(z: query.integer("z"), t: query.integer("t"))
        let size = ThumbnailSize(width: parameters.integer("w"), height: parameters.integer("h"))
        guard let size else {
            throw Refusal(.notFound, "A thumbnail has 1 to \(ThumbnailSize.sideMax) pixels a side")
        }
        let settings = record.defaultSettings
        let part: PictureKey.Part =
            switch size {
            case .longestSide(let side): .thumbnail(longestSide: side)
            case .exactly(let size): .thumbnailFitting(size)
            }
        return PictureRequest(
            record: record,
            key: PictureKey(record, part, plane, settings, quality: RenderingQuery.defaultQuality),
            kind: .thumbnail,
            isKept: true,
            quality: RenderingQuery.defaultQuality
        ) { source in
            try ThumbnailRenderer.render(
                source,
                z: plane.z,
                t: plane.t,
                settings: settings,
                size: size
            )
        }
    }
}
