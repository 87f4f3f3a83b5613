import HTTP
import Pixels
import Rendering
import Repository
import Telemetry
import WebAccess

/// `render_thumbnail` and `render_birds_eye_view`: a small picture of an image's default plane.
package struct ThumbnailEndpoint: PictureEndpoint {
    let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    func picture(
        of record: ImageRecord,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest {
        let view = try PictureView(
            thumbnailOf: record,
            gateway,
            QueryParameters(query: request.target.query)
        )
        return .thumbnail(of: record, try ThumbnailSize(parameters), view)
    }
}

extension ThumbnailSize {
    /// The size that the path names.
    init(_ parameters: RouteParameters) throws(Refusal) {
        let size = ThumbnailSize(
            width: parameters.integer("w"),
            height: parameters.integer("h")
        )
        guard let size else {
            throw Refusal(.notFound, "A thumbnail has 1 to \(ThumbnailSize.sideMax) pixels a side")
        }
        self = size
    }
}

extension PictureRequest {
    static func thumbnail(
        of record: ImageRecord,
        _ size: ThumbnailSize,
        _ view: PictureView
    ) -> PictureRequest {
        let part: PictureKey.Part =
            switch size {
            case .longestSide(let side): .thumbnail(longestSide: side)
            case .exactly(let size): .thumbnailFitting(size)
            }
        return PictureRequest(record, part, view, kind: .thumbnail, isKept: true) { source in
            try ThumbnailRenderer.render(
                source,
                z: view.plane.z,
                t: view.plane.t,
                settings: view.settings,
                size: size,
                projection: view.projection
            )
        }
    }
}
