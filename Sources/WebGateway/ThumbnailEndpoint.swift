package import HTTP
import Pixels
import Rendering
import Repository
import Telemetry
package import WebAccess

/// `render_thumbnail` and `render_birds_eye_view`: a small picture of an image's default plane.
package struct ThumbnailEndpoint: PictureEndpoint {
    let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    func picture(
        of image: ShownImage,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest {
        let view = try PictureView(
            thumbnailOf: image,
            gateway,
            QueryParameters(query: request.target.query)
        )
        return .thumbnail(of: image, try ThumbnailSize(parameters), view)
    }

    /// Settings that are asked for by their number are in no memory.
    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? {
        if let query = request.target.query, query.contains(RenderingNumber.name) { return nil }
        return try preparedAnswer(request, parameters, visitor)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        try gateway.answer(picture(request, parameters, visitor), request)
    }

    func picture(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> PictureRequest {
        let query = try QueryParameters(query: request.target.query)
        let image = try RenderingNumber(query).map { number in
            try number.image(gateway.record(parameters, visitor), gateway, visitor)
        }
        return try picture(of: image ?? gateway.shown(parameters, visitor), request, parameters)
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
        of image: ShownImage,
        _ size: ThumbnailSize,
        _ view: PictureView
    ) -> PictureRequest {
        let part: PictureKey.Part =
            switch size {
            case .longestSide(let side): .thumbnail(longestSide: side)
            case .exactly(let size): .thumbnailFitting(size)
            }
        return PictureRequest(image, part, view, kind: .thumbnail, isKept: true) { source in
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
