package import HTTP
import Repository
package import WebAccess

/// `action/remove/<type>/<id>/`: takes a thing out of containers, or an annotation off things;
/// `parent` names them, such as `image-1|image-2`.
package struct UnlinkingEndpoint: Endpoint {
    private let changes: ObjectChanges

    /// Most parents of one request.
    static let parentsMax = 1000

    package init(_ changes: ObjectChanges) { self.changes = changes }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let target = try ChangeTarget(parameters)
        let named = try request.changeFields()["parent"] ?? ""
        let parents = try named.split(separator: "|").map { try ChangeTarget($0).object }
        guard !parents.isEmpty, parents.count <= Self.parentsMax else {
            throw Refusal(.badRequest, "parent: expected 1 to \(Self.parentsMax) things")
        }
        for parent in parents { try remove(target.object, from: parent, visitor.actor) }
        return ChangeAnswer.done()
    }

    private func remove(
        _ object: ObjectReference,
        from parent: ObjectReference,
        _ actor: Actor
    ) throws {
        if object.kind == .annotation {
            _ = try changes.catalogue.detach(object.id, from: parent, by: actor)
            return
        }
        let link = ObjectLink.allCases.first {
            $0.parent == parent.kind && $0.child == object.kind
        }
        guard let link else {
            let (kind, holder) = (object.kind.className, parent.kind.className)
            throw Refusal(.badRequest, "parent: no \(holder) holds a \(kind)")
        }
        _ = try changes.catalogue.unlink(link, parent: parent.id, child: object.id, by: actor)
    }
}
