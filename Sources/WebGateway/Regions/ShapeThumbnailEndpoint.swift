package import HTTP
import Pixels
import Rendering
package import Repository
import Telemetry
package import WebAccess

/// `render_roi_thumbnail` and `render_shape_thumbnail`: the image around a shape, which is outlined.
package struct ShapeThumbnailEndpoint: Endpoint {
    /// What the path names.
    package enum Subject: Sendable {
        /// A region, of which the first shape is shown.
        case roi
        case shape
    }

    private let gateway: Gateway
    private let regions: SeenRegions
    private let subject: Subject

    /// OMERO's, higher than that of other pictures: lines show what JPEG does to them.
    private static let quality = 0.9

    package init(_ gateway: Gateway, _ catalogue: any Catalogue, of subject: Subject) {
        self.gateway = gateway
        self.subject = subject
        regions = SeenRegions(gateway, catalogue)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let (shape, record) = try shape(parameters.integer("id") ?? 0, visitor)
        let image = try gateway.shown(record, to: visitor)
        let query = try QueryParameters(query: request.target.query)
        let view = try PictureView(
            image,
            gateway,
            query,
            z: shape.z ?? 0,
            t: shape.t ?? 0,
            defaultQuality: Self.quality
        )
        guard let outline = ShapeOutline(shape) else {
            throw Refusal(.notFound, "The shape has no outline")
        }
        guard let frame = ShapeFrame(around: outline) else { return try Self.tooLarge(view) }
        let color = RGBAColor(outlineNamed: query.first("color"))
        let picture = PictureRequest(image, outline, frame, color, view)
        return try gateway.answer(picture, request)
    }

    private func shape(
        _ id: Int,
        _ visitor: Visitor
    ) throws -> (shape: Shape, image: ImageRecord) {
        switch subject {
        case .shape:
            let found = try regions.shape(id, visitor)
            return (found.shape.shape, found.image)
        case .roi:
            let (region, image) = try regions.roi(id, visitor)
            guard let shape = region.shapes.first else {
                throw Refusal(.notFound, "No Shapes found for ROI \(id)")
            }
            return (shape.shape, image)
        }
    }

    private static func tooLarge(_ view: PictureView) throws -> Response {
        let type = ResponseField("Content-Type", view.format.mediaType)
        let bytes = try ShapeThumbnail.tooLarge.encoded(view.format)
        return Response(.ok, [type], body: .bytes(bytes))
    }
}

extension PictureRequest {
    /// Kept in the cache: the key has all that is drawn.
    fileprivate init(
        _ image: ShownImage,
        _ outline: ShapeOutline,
        _ frame: ShapeFrame,
        _ color: RGBAColor,
        _ view: PictureView
    ) {
        let part = PictureKey.Part.outlined(outline, in: frame, color: color)
        self.init(image, part, view, kind: .thumbnail, isKept: true) { source in
            try ShapeThumbnail(outline, in: frame, color: color).render(
                source,
                z: view.plane.z,
                t: view.plane.t,
                settings: view.settings,
                projection: view.projection
            )
        }
    }
}

extension RGBAColor {
    /// The colours that OMERO knows for outlines: white without a name, red for an unknown one.
    fileprivate init(outlineNamed name: String?) {
        let colors =
            [
                "f00": (255, 0, 0), "0f0": (0, 255, 0), "00f": (0, 0, 255), "ff0": (255, 255, 0),
                "fff": (255, 255, 255), "000": (0, 0, 0),
            ] as [String: (UInt8, UInt8, UInt8)]
        let (red, green, blue) = colors[name ?? "fff"] ?? (255, 0, 0)
        self.init(red: red, green: green, blue: blue)
    }
}
