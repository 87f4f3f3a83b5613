package import HTTP
import JSON
package import WebAccess

/// `/webclient/api/paths_to_object/`: where an object is to be found in the tree.
package struct PathsEndpoint: Endpoint {
    private let tree: Tree

    package init(_ tree: Tree) { self.tree = tree }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try TreeQuery(request, pageSize: tree.pageSize)
        let wanted = try PathQuery(query, pageSize: tree.pageSize)
        try query.requireMembership(visitor.actor)
        let finder = PathFinder(reader: tree.reader(visitor, query), wanted: wanted)
        let paths = try finder.paths().map { JSONValue.array($0.map(\.json)) }
        return Response(.ok, json: ["paths": .array(paths)])
    }
}
