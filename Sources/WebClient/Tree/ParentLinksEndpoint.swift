package import HTTP
import JSON
import Repository
package import WebAccess

/// `/webclient/api/parent_links/`: what holds some images, datasets and plates.
package struct ParentLinksEndpoint: Endpoint {
    private let tree: Tree

    package init(_ tree: Tree) { self.tree = tree }

    private static let links: [(child: String, parent: String, link: ObjectLink)] = [
        ("image", "dataset", .datasetImage), ("dataset", "project", .projectDataset),
        ("plate", "screen", .screenPlate),
    ]

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try TreeQuery(request, pageSize: tree.pageSize)
        let reader = tree.reader(visitor, query)
        let found = try Self.links.flatMap { child, parent, link in
            let ids = try reader.visible(link.child, query.numbers(child))
            return try tree.catalogue.parents(
                ofAll: ids,
                .container(link),
                reader.visibility
            ).map { Self.json($0, parent, child) }
        }
        return Response(.ok, json: ["data": .array(found)])
    }

    private static func json(_ link: PlacedLinks, _ parent: String, _ child: String) -> JSONValue {
        let id = link.children.first ?? 0
        return [
            "id": .integer(number(link.parent, id)),
            "parent": ["type": .string(parent), "id": .integer(link.parent)],
            "child": ["type": .string(child), "id": .integer(id)],
        ]
    }

    /// A number for a link, which has none of its own: no two pairs of ends have the same (Cantor).
    private static func number(_ parent: Int, _ child: Int) -> Int {
        let sum = UInt(parent) &+ UInt(child)
        return Int((sum &* (sum &+ 1) / 2 &+ UInt(child)) & UInt(Int.max))
    }
}

extension TreeReader {
    /// The things of a kind that the visitor sees, each once, by their numbers.
    func visible(_ kind: ObjectKind, _ ids: [Int]) throws -> [Int] {
        guard ids.count <= Tree.objectsMax else {
            throw Refusal(.badRequest, "More than \(Tree.objectsMax) of \(kind.className)")
        }
        return try Set(ids).sorted().filter { id in
            try catalogue.ownership(of: ObjectReference(kind, id)).map(sees) ?? false
        }
    }
}
