import HTTP
import Pixels
import Rendering
import Repository
import Telemetry

/// One picture that was asked for: what identifies it, and how it is made.
struct PictureRequest {
    let record: ImageRecord
    let key: PictureKey
    let kind: WorkerMetrics.RenderKind
    /// Whether the picture is worth a place in the shared cache.
    let isKept: Bool
    /// JPEG quality from 0 to 1.
    let quality: Double
    let render: (any PixelSource) throws -> RenderedPicture

    /// The key names the file's state and every setting, so it tells the bytes too.
    var tag: EntityTag { EntityTag(key.digest) }

    /// Clients may keep the picture, and ask whether it is still the same.
    private var fields: [ResponseField] {
        [
            ResponseField("Content-Type", "image/jpeg"),
            ResponseField("ETag", tag.text),
            ResponseField("Cache-Control", "private, no-cache"),
        ]
    }

    func response(_ bytes: [UInt8]) -> Response { Response(.ok, fields, body: .bytes(bytes)) }

    var notModified: Response { Response(.notModified, fields) }
}

/// An endpoint that answers with one picture of one image.
protocol PictureEndpoint: Endpoint {
    var gateway: Gateway { get }

    func picture(
        of record: ImageRecord,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest
}

extension PictureEndpoint {
    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> Response? {
        guard let record = try gateway.remembered(parameters) else { return nil }
        return try gateway.answerAtOnce(picture(of: record, request, parameters), request)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters
    ) throws -> Response {
        let record = try gateway.record(parameters)
        return try gateway.answer(picture(of: record, request, parameters), request)
    }
}
