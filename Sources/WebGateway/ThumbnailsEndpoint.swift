package import HTTP
import JSON
import Rendering
import Repository
package import WebAccess

/// `get_thumbnails`: several thumbnails in one document, by the numbers of their images.
package struct ThumbnailsEndpoint: Endpoint {
    private let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        var seen: Set<Int> = []
        let ids = query.all("id").compactMap { Int($0) }.filter { seen.insert($0).inserted }
        let countMax = gateway.limits.thumbnailsBatch
        guard ids.count <= countMax else {
            let type = ResponseField("Content-Type", "text/javascript")
            let text = "Max \(countMax) thumbnails at a time."
            return Response(.badRequest, [type], body: .bytes(Array(text.utf8)))
        }
        let size = try ThumbnailSize(parameters)
        let members = try ids.map { JSONValue.Member("\($0)", try thumbnail($0, size, visitor)) }
        return try JSONCallback.response(.object(members), callback: query.first("callback"))
    }

    /// Null for an image that is not there or cannot be read.
    private func thumbnail(
        _ id: Int,
        _ size: ThumbnailSize,
        _ visitor: Visitor
    ) throws -> JSONValue {
        do {
            guard let record = try gateway.record(id, visitor) else { return .null }
            let image = try gateway.shown(record, to: visitor)
            let view = try PictureView(thumbnailOf: image, gateway, QueryParameters())
            let picture = PictureRequest.thumbnail(of: image, size, view)
            return .string(DataAddress.text(picture.mediaType, try gateway.bytes(of: picture)))
        } catch is RepositoryError {
            return .null
        } catch is RenderingError {
            return .null
        }
    }
}
