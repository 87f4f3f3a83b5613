package import HTTP
import JSON
package import Repository
package import WebAccess

/// `proj/…/detail` and `dataset/…/detail`: what a project or a dataset is called.
package struct ContainerDetailEndpoint: Endpoint {
    private let application: BrowsingApplication
    private let kind: ObjectKind

    package init(_ application: BrowsingApplication, _ kind: ObjectKind) {
        self.application = application
        self.kind = kind
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let id = parameters.integer("id") ?? 0
        guard let item = try item(id, visitor) else {
            throw Refusal(.notFound, "\(kind.className):\(id) not found")
        }
        let query = try QueryParameters(query: request.target.query)
        return try JSONCallback.response(.object(item), callback: query.first("callback"))
    }

    private func item(_ id: Int, _ visitor: Visitor) throws -> [JSONValue.Member]? {
        if kind == .project {
            return try application.catalogue.project(id).flatMap { project in
                visitor.may(.view, project.ownership)
                    ? BrowsingApplication.item(kind, id, project.name, project.description) : nil
            }
        }
        return try application.catalogue.dataset(id).flatMap { dataset in
            visitor.may(.view, dataset.ownership)
                ? BrowsingApplication.item(kind, id, dataset.name, dataset.description) : nil
        }
    }
}
