package import HTTP
import JSON
import Repository
package import WebAccess

/// One object, `m/<type>/<id>/`: to be read, or to be deleted.
package struct ObjectEndpoint: Endpoint {
    private let api: API

    package init(_ api: API) { self.api = api }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let type = try api.type(parameters)
        let id = parameters.integer("id") ?? 0
        switch request.method {
        case .get, .head: return try read(type, id, request, visitor)
        case .delete: return try delete(type, id, request, visitor)
        default: throw Refusal(.methodNotAllowed, "Objects are read or deleted here")
        }
    }

    private func read(
        _ type: ObjectType,
        _ id: Int,
        _ request: Request,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try ListQuery(request, type, api.limits)
        let writer = api.writer(request, visitor, query)
        let document = try document(type, id, visitor, writer, groupID: query.groupID)
        let data = JSONValue.Member("data", document)
        return api.response(.object([data] + writer.normalizedPeople()))
    }

    /// Answers what the object was.
    private func delete(
        _ type: ObjectType,
        _ id: Int,
        _ request: Request,
        _ visitor: Visitor
    ) throws -> Response {
        guard type.isDeletable else {
            throw Refusal(.methodNotAllowed, "Delete of \(type.className) not supported")
        }
        let query = try ListQuery(request, type, api.limits)
        let writer = api.writer(request, visitor, query)
        let document = try document(type, id, visitor, writer, groupID: query.groupID)
        try Changes(api, visitor).delete(ObjectReference(type.kind, id))
        return api.response(["data": document])
    }

    private func document(
        _ type: ObjectType,
        _ id: Int,
        _ visitor: Visitor,
        _ writer: DocumentWriter,
        groupID: Int?
    ) throws -> JSONValue {
        let reader = ObjectReader(
            catalogue: api.catalogue,
            people: api.people,
            visibility: Visibility(of: visitor.actor),
            groupID: groupID,
            writer: writer
        )
        guard let document = try reader.object(type, id) else {
            throw Refusal(.notFound, "\(type.className) \(id) not found")
        }
        return document
    }
}
