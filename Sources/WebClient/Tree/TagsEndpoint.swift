package import HTTP
import JSON
import Repository
package import WebAccess

/// `/webclient/api/tags/`: tags and what has them; DELETE removes tags.
package struct TagsEndpoint: Endpoint {
    private let tree: Tree

    package init(_ tree: Tree) { self.tree = tree }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try TreeQuery(request, pageSize: tree.pageSize)
        if request.method == .delete {
            let ids = try query.numbers("id")
            guard ids.count <= Tree.objectsMax else {
                throw Refusal(.badRequest, "More than \(Tree.objectsMax) tags")
            }
            try tree.catalogue.deleteAnnotations(ids, of: .tag, by: visitor.actor)
            return Response(.ok, json: "")
        }
        let tag = try query.number("id")
        let ownerID = try query.identifier("experimenter_id")
        try query.requireMembership(visitor.actor)
        let reader = tree.reader(visitor, query)
        let tags = JSONValue.Member(
            "tags",
            .array(try reader.tags(inSet: tag, ownerID: ownerID))
        )
        let tagged = try tag.map { try reader.tagged(by: $0, ownerID: ownerID) } ?? []
        return Response(.ok, json: .object(tagged + [tags]))
    }
}
