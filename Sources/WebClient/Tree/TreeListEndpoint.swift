package import HTTP
import JSON
package import WebAccess

/// `/webclient/api/datasets/` and its like: what one container of the tree holds.
package struct TreeListEndpoint: Endpoint {
    package enum List: Sendable {
        case datasets, images, plates, plateAcquisitions
    }

    private let tree: Tree
    private let list: List

    package init(_ tree: Tree, _ list: List) {
        self.tree = tree
        self.list = list
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try TreeQuery(request, pageSize: tree.pageSize)
        let container = try query.number("id")
        let ownerID = try query.identifier("experimenter_id")
        try query.requireMembership(visitor.actor)
        let reader = tree.reader(visitor, query)
        switch list {
        case .datasets: return answer("datasets", try reader.datasets(project: container))
        case .images:
            let isOrphaned = query.isOn("orphaned")
            let images = try reader.images(
                dataset: container,
                isOrphaned: isOrphaned,
                ownerID: ownerID
            )
            return answer("images", images)
        case .plates: return answer("plates", try reader.plates(screen: container))
        case .plateAcquisitions:
            guard let container else {
                throw Refusal(.badRequest, "id (plate) must be specified")
            }
            return answer("acquisitions", try reader.plateAcquisitions(plate: container))
        }
    }

    private func answer(_ name: String, _ items: [JSONValue]) -> Response {
        Response(.ok, json: .object([JSONValue.Member(name, .array(items))]))
    }
}
