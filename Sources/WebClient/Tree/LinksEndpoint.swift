package import HTTP
import JSON
import Repository
package import WebAccess

/// `/webclient/api/links/`: POST puts things into others, DELETE takes them out.
package struct LinksEndpoint: Endpoint {
    private let tree: Tree

    package init(_ tree: Tree) { self.tree = tree }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let document = try LinksDocument(request.body)
        let links = document.links.map(\.placed)
        guard request.method == .delete else {
            try tree.catalogue.add(links, by: visitor.actor)
            let hasAny = links.contains { !$0.children.isEmpty }
            return Response(.ok, json: ["success": .boolean(hasAny)])
        }
        try tree.catalogue.remove(links, by: visitor.actor)
        let rest = try remaining(document, Visibility(of: visitor.actor))
        return Response(.ok, json: .object(rest + [.init("success", true)]))
    }

    /// Where else what was taken out lies, in the form of the request.
    private func remaining(
        _ document: LinksDocument,
        _ visibility: Visibility
    ) throws -> [JSONValue.Member] {
        var rest: [String: [Int: [String: [Int]]]] = [:]
        for (names, placed) in document.links {
            let found = try tree.catalogue.parents(
                ofAll: placed.children,
                placed.link,
                visibility
            )
            for other in found where other.parent != placed.parent {
                rest[names.parent, default: [:]][other.parent, default: [:]][
                    names.child,
                    default: []
                ] += other.children
            }
        }
        return rest.sorted { $0.key < $1.key }.map { type, parents in
            let members = parents.sorted { $0.key < $1.key }.map { id, children in
                JSONValue.Member("\(id)", .object(children.map(Self.member)))
            }
            return JSONValue.Member(type, .object(members))
        }
    }

    private static func member(_ type: String, _ ids: [Int]) -> JSONValue.Member {
        JSONValue.Member(type, .array(Set(ids).sorted().map(JSONValue.integer)))
    }
}
