package import HTTP
import Rendering
import Repository
package import WebAccess

/// `render_image_download`: one plane with the settings of the query, as a file.
package struct PictureDownloadEndpoint: Endpoint {
    private let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let image = try gateway.shown(parameters, visitor)
        let query = try QueryParameters(query: request.target.query)
        let pictures = try PictureDownloads(gateway, query, default: "jpeg")
        let (z, t) = (parameters.integer("z"), parameters.integer("t"))
        let view = try PictureView(image, gateway, query, z: z, t: t)
        let bytes = try pictures.bytes(of: image.record, view)
        return try pictures.download(of: image.record, bytes).response(to: request)
    }
}
