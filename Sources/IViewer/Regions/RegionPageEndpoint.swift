package import HTTP
import JSON
import Pixels
import Repository
package import WebAccess
import WebGateway

/// `page_data`: where a region is among those of its image, or those of its shape's plane.
package struct RegionPageEndpoint: Endpoint {
    /// What the number in the path is of.
    package enum Subject: Sendable {
        case roi
        case shape
    }

    private let context: IViewerContext
    private let subject: Subject

    package init(_ context: IViewerContext, of subject: Subject) {
        self.context = context
        self.subject = subject
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let id = parameters.integer("id") ?? 0
        switch subject {
        case .roi:
            let found = try context.regions.roi(id, visitor)
            return Response(.ok, json: .object(try page(id, found.image, PlaneRange())))
        case .shape:
            let found = try context.regions.shape(id, visitor)
            let shape = found.shape.shape
            let planes = PlaneRange(z: shape.z.map { $0...$0 }, t: shape.t.map { $0...$0 })
            let members = try page(found.roiID, found.image, planes)
            let plane = [
                JSONValue.Member("theT", JSONValue(shape.t)),
                JSONValue.Member("theZ", JSONValue(shape.z)),
            ]
            return Response(.ok, json: .object(members + plane))
        }
    }

    private func page(
        _ roi: Int,
        _ image: ImageRecord,
        _ planes: PlaneRange
    ) throws -> [JSONValue.Member] {
        let place = try context.catalogue.roiPlace(roi, ofImage: image.id, on: planes)
        return [
            .init("image", ["id": .integer(image.id)]),
            .init("roi", ["id": .integer(roi)]),
            .init("roi_index", .integer(place.index)),
            .init("roi_count", .integer(place.count)),
        ]
    }
}
