package import HTTP
import Pixels
import Rendering
package import Repository
package import WebAccess

/// `render_shape_mask`: the bits of a mask in the shape's fill colour, on nothing.
package struct ShapeMaskEndpoint: Endpoint {
    private let regions: SeenRegions

    package init(_ gateway: Gateway, _ catalogue: any Catalogue) {
        regions = SeenRegions(gateway, catalogue)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let id = parameters.integer("id") ?? 0
        let shape = try regions.shape(id, visitor).shape.shape
        guard case .mask(_, _, let width, let height, let bits) = shape.geometry else {
            throw Refusal(.notFound, "Shape:\(id) is no mask")
        }
        guard width >= 1, height >= 1, width * height <= Double(Gateway.planePixelsMax) else {
            throw Refusal(.notFound, "A mask has 1 to \(Gateway.planePixelsMax) pixels")
        }
        // Yellow unless the shape says otherwise, as OMERO has it.
        let color =
            shape.style.fillColor.flatMap(RGBAColor.init(shape:))
            ?? RGBAColor(red: 255, green: 255, blue: 0)
        let bytes = try MaskPicture.png(
            bits,
            width: Int(width),
            height: Int(height),
            color: (color.red, color.green, color.blue, color.alpha)
        )
        let fields = [
            ResponseField("Content-Type", "image/png"),
            ResponseField("Cache-Control", "private, no-cache"),
        ]
        return Response(.ok, fields, body: .bytes(bytes))
    }
}
