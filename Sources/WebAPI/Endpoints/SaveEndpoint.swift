package import HTTP
import JSON
import Repository
package import WebAccess

/// `m/save/`: POST makes a project, dataset or screen, PUT writes over one.
package struct SaveEndpoint: Endpoint {
    private let api: API

    package init(_ api: API) { self.api = api }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard request.method == .post || request.method == .put else {
            throw Refusal(.methodNotAllowed, "Objects are saved by POST or PUT")
        }
        let isNew = request.method == .post
        let object = try SavedObject(request, isNew: isNew)
        let changes = Changes(api, visitor)
        let id: Int
        if let saved = object.id {
            try changes.update(object, id: saved)
            id = saved
        } else {
            id = try changes.create(object)
        }
        let document = try document(object.type, id, request, visitor)
        return api.response(["data": document], isNew ? .created : .ok)
    }

    private func document(
        _ type: ObjectType,
        _ id: Int,
        _ request: Request,
        _ visitor: Visitor
    ) throws -> JSONValue {
        let query = try ListQuery(request, type, api.limits)
        let reader = ObjectReader(
            catalogue: api.catalogue,
            people: api.people,
            visibility: Visibility(of: visitor.actor),
            groupID: nil,
            writer: api.writer(request, visitor, query)
        )
        guard let document = try reader.object(type, id) else {
            throw Refusal(.notFound, "\(type.className) \(id) not found")
        }
        return document
    }
}
