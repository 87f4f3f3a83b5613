package import HTTP
import JSON
import Pixels
import Rendering
import Repository
package import WebAccess
import WebGateway

/// `save_projection`: makes an image of sections that are seen as one, and imports it.
///
/// OMERO.iviewer asks for it with GET. So that no page of others makes a browser do it, such a request
/// has to be a script's of a page of ours: others cannot add the field.
package struct SaveProjectionEndpoint: Endpoint {
    private let context: IViewerContext

    package init(_ context: IViewerContext) { self.context = context }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard request.method == .post || request.fields["X-Requested-With"] == "XMLHttpRequest"
        else { throw Refusal(.forbidden, "Only scripts of this server's pages may ask for this") }
        let query = try QueryParameters(query: request.target.query)
        guard let id = query.first("image"), let name = query.first("projection") else {
            return .viewerError("Image id/Projection not supplied")
        }
        guard let start = query.integer("start"), let end = query.integer("end"), start <= end,
            start >= 0, let projection = Projection("\(name)|\(start):\(end)")
        else { return .viewerError("Projection type not listed") }
        guard let image = try context.gateway.record(Int(id) ?? 0, visitor) else {
            throw Refusal(.notFound, "Image not Found")
        }
        guard request.method != .head else { return Response(.ok, json: [:]) }
        let dataset = try dataset(query, image, visitor)
        let made = try ProjectedImage(context, image, projection).imported(
            into: dataset,
            Ownership(ownerID: visitor.actor.userID, groupID: image.groupID)
        )
        return Response(.ok, [.unkept], json: ["id": .integer(made)])
    }

    /// The dataset that is named, which the new image may be put into; nil without one.
    private func dataset(
        _ query: QueryParameters,
        _ image: ImageRecord,
        _ visitor: Visitor
    ) throws -> Int? {
        guard mayAdd(visitor.actor, toGroup: image.groupID) else {
            throw Refusal(.forbidden, "You may not add images to group \(image.groupID)")
        }
        guard let id = query.integer("dataset") else { return nil }
        guard let ownership = try context.catalogue.ownership(of: ObjectReference(.dataset, id)),
            visitor.may(.view, ownership)
        else { throw Refusal(.notFound, "Dataset \(id) not found") }
        let made = Ownership(ownerID: visitor.actor.userID, groupID: image.groupID)
        guard mayLink(visitor.actor, visitor.ownership(ownership), visitor.ownership(made)) else {
            throw Refusal(.forbidden, "You may not put images into Dataset \(id)")
        }
        return id
    }
}
