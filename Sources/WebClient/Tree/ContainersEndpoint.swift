package import HTTP
import JSON
package import WebAccess

/// `/webclient/api/containers/`: the top of the tree of one user, or of all.
package struct ContainersEndpoint: Endpoint {
    private let tree: Tree

    package init(_ tree: Tree) { self.tree = tree }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try TreeQuery(request, pageSize: tree.pageSize)
        let ownerID = try query.identifier("id")
        try query.requireMembership(visitor.actor)
        let reader = tree.reader(visitor, query)
        let orphaned: JSONValue = [
            "id": .integer(ownerID ?? -1),
            "childCount": .integer(try reader.orphanedImageCount(ownerID: ownerID)),
            "name": .string(Tree.orphanedName),
        ]
        return Response(
            .ok,
            json: [
                "projects": .array(try reader.projects(ownerID: ownerID)),
                "datasets": .array(try reader.orphanedDatasets(ownerID: ownerID)),
                "screens": .array(try reader.screens(ownerID: ownerID)),
                "plates": .array(try reader.orphanedPlates(ownerID: ownerID)),
                "orphaned": orphaned,
            ]
        )
    }
}
