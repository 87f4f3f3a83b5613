package import HTTP
import JSON
import Repository
package import WebAccess

/// A list of objects: `m/<type>/`, or of what belongs to one, `m/<parent>/<id>/<type>/`.
package struct ListEndpoint: Endpoint {
    private let api: API

    package init(_ api: API) { self.api = api }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard request.method == .get || request.method == .head else {
            throw Refusal(.methodNotAllowed, "Lists are only read")
        }
        let type = try api.type(parameters)
        var query = try ListQuery(request, type, api.limits)
        try narrow(&query, type, parameters)
        let writer = api.writer(request, visitor, query)
        let reader = ListReader(
            catalogue: api.catalogue,
            people: api.people,
            visibility: Visibility(of: visitor.actor),
            query: query,
            writer: writer
        )
        let listed = try reader.list(type)
        let members = [
            JSONValue.Member("data", .array(listed.documents)),
            JSONValue.Member("meta", query.meta(totalCount: listed.totalCount)),
        ]
        return api.response(.object(members + writer.normalizedPeople()))
    }

    /// Takes the object and the field that the path names into the query.
    private func narrow(
        _ query: inout ListQuery,
        _ type: ObjectType,
        _ parameters: RouteParameters
    ) throws {
        query.fieldIndex = parameters.integer("index")
        guard let id = parameters.integer("id") else {
            if !type.hasList { throw Refusal(.notFound, "\(type.rawValue) are listed by plate") }
            return
        }
        let parent = try api.type(parameters, "parent")
        guard type.parents.contains(parent) else {
            throw Refusal(.notFound, "\(parent.rawValue) have no \(type.rawValue)")
        }
        if let asked = query.parents[parent], asked != id { query.isContradictory = true }
        query.parents[parent] = id
    }
}
