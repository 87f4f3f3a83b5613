package import HTTP
import JSON
import Repository
package import WebAccess

/// `proj/list`, and what projects and datasets hold: `…/children`.
package struct ContainerListEndpoint: Endpoint {
    package enum Subject: Sendable {
        case projects
        case datasetsOfProject
        case imagesOfDataset
    }

    private let application: BrowsingApplication
    private let subject: Subject

    package init(_ application: BrowsingApplication, _ subject: Subject) {
        self.application = application
        self.subject = subject
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let id = parameters.integer("id") ?? 0
        let list: [JSONValue] =
            switch subject {
            case .projects: try projects(visitor)
            case .datasetsOfProject: try datasets(id, visitor)
            case .imagesOfDataset: try images(id, query, visitor)
            }
        return try JSONCallback.response(.array(list), callback: query.first("callback"))
    }

    private func projects(_ visitor: Visitor) throws -> [JSONValue] {
        let filter = ListFilter(Visibility(of: visitor.actor))
        let found = try application.all({ try application.catalogue.projects(filter, $0) }) { _ in
            true
        }
        return found.map { project in
            [
                "id": .integer(project.id), "name": .string(project.name),
                "description": .string(project.description),
            ]
        }
    }

    /// Nothing for a project that is not there.
    private func datasets(_ id: Int, _ visitor: Visitor) throws -> [JSONValue] {
        let catalogue = application.catalogue
        guard let project = try catalogue.project(id), visitor.may(.view, project.ownership) else {
            return []
        }
        let found = try application.all({
            try catalogue.datasets(inProject: id, ownerID: nil, $0)
        }) { visitor.may(.view, $0.ownership) }
        return found.map { dataset in
            let item = BrowsingApplication.item(
                .dataset,
                dataset.id,
                dataset.name,
                dataset.description
            )
            return .object(item + [.init("child_count", .integer(dataset.imageCount))])
        }
    }

    private func images(
        _ id: Int,
        _ query: QueryParameters,
        _ visitor: Visitor
    ) throws -> [JSONValue] {
        guard let dataset = try application.catalogue.dataset(id),
            visitor.may(.view, dataset.ownership)
        else { throw Refusal(.notFound, "Dataset:\(id) not found") }
        let items = application.items(query)
        var list: [JSONValue] = []
        let seen = SeenImages(catalogue: application.catalogue, visitor: visitor)
        try seen.visit(ObjectReference(.dataset, id)) { image in
            list.append(.object(try items.members(image)))
            try BrowsingApplication.requireFew(list.count)
        }
        return list
    }
}
