import HTTP
import Pixels
import Rendering
import Repository
import Telemetry
import WebAccess

/// One picture that was asked for: what identifies it, and how it is made.
struct PictureRequest {
    let image: ShownImage
    let key: PictureKey
    let kind: WorkerMetrics.RenderKind
    /// Whether the picture is worth a place in the shared cache.
    let isKept: Bool
    let mediaType: String
    /// The picture's bytes.
    let make: (any PixelSource) throws -> [UInt8]
}

extension PictureRequest {
    /// A picture of colours in the view's format.
    init(
        _ image: ShownImage,
        _ part: PictureKey.Part,
        _ view: PictureView,
        kind: WorkerMetrics.RenderKind,
        isKept: Bool,
        render: @escaping (any PixelSource) throws -> RenderedPicture
    ) {
        self.init(
            image: image,
            key: PictureKey(image.record, part, view),
            kind: kind,
            isKept: isKept,
            mediaType: view.format.mediaType
        ) { source in try render(source).encoded(view.format) }
    }
}

extension PictureRequest {
    /// A picture of a plane or a part of it; only tiles are asked for by others as well.
    init(
        _ image: ShownImage,
        _ part: PlanePart,
        _ keyPart: PictureKey.Part,
        _ view: PictureView,
        kind: WorkerMetrics.RenderKind
    ) {
        self.init(
            image: image,
            key: PictureKey(image.record, keyPart, view),
            kind: kind,
            isKept: part.isTile,
            mediaType: view.format.mediaType
        ) { source in try part.encoded(view, source) }
    }
}

/// An endpoint that answers with one picture of one image.
protocol PictureEndpoint: Endpoint {
    var gateway: Gateway { get }

    func picture(
        of image: ShownImage,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest
}

extension PictureEndpoint {
    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? { try preparedAnswer(request, parameters, visitor) }

    /// The picture from memory or the shared cache.
    func preparedAnswer(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? {
        guard let image = try gateway.rememberedImage(parameters, visitor) else { return nil }
        let picture = try gateway.prepared.picture(request.target, image) {
            PreparedPicture(try self.picture(of: image, request, parameters))
        }
        return try gateway.answerAtOnce(picture, request)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let image = try gateway.shown(parameters, visitor)
        return try gateway.answer(picture(of: image, request, parameters), request)
    }
}
