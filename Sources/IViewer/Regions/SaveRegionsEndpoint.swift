package import HTTP
import JSON
import Pixels
import Repository
package import WebAccess
import WebGateway

/// `persist_rois`: saves what was drawn, changed and deleted, all of it or nothing.
package struct SaveRegionsEndpoint: Endpoint {
    private let context: IViewerContext

    package init(_ context: IViewerContext) { self.context = context }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let saved = try SavedRegions(request.body)
        guard let image = try context.gateway.record(saved.changes.imageID, visitor) else {
            throw Refusal(.notFound, "Could not find associated image!")
        }
        try Self.check(saved.changes, image)
        let added = try context.catalogue.change(saved.changes, by: visitor.actor)
        let new = zip(saved.newNames, added).map { name, place in
            JSONValue.Member(name, .string("\(place.roiID):\(place.shapeID)"))
        }
        let others = saved.otherNames.map { JSONValue.Member($0, .string($0)) }
        return Response(.ok, json: ["ids": .object(new + others)])
    }

    /// Shapes lie on planes that the image has.
    private static func check(_ changes: RegionChanges, _ image: ImageRecord) throws(Refusal) {
        let size = image.dimensions
        for shape in changes.newShapes + changes.edits.map(\.shape) {
            for (axis, index, count) in [
                ("TheZ", shape.z, size.z), ("TheC", shape.c, size.c), ("TheT", shape.t, size.t),
            ] where index.map({ $0 >= count }) ?? false {
                throw Refusal(.badRequest, "\(axis) of a shape: the image has 0 to \(count - 1)")
            }
        }
    }
}
