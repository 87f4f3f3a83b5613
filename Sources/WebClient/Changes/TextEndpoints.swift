package import HTTP
import JSON
import Repository
package import WebAccess

/// `action/savename/<type>/<id>/`: names a thing; a tag's name is its text.
package struct NameEndpoint: Endpoint {
    private let changes: ObjectChanges

    package init(_ changes: ObjectChanges) { self.changes = changes }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let target = try ChangeTarget(parameters)
        guard let name = try request.changeFields().wantedName else {
            return ChangeAnswer.refused(["name": "This field is required."])
        }
        return try ChangeAnswer.telling {
            try changes.catalogue.rename(target.object, to: name, by: visitor.actor)
            return ChangeAnswer.done([.init("o_type", .string(target.word))])
        }
    }
}

/// `action/savedescription/<type>/<id>/`: describes a thing; without a text it says nothing.
package struct DescriptionEndpoint: Endpoint {
    private let changes: ObjectChanges

    package init(_ changes: ObjectChanges) { self.changes = changes }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let target = try ChangeTarget(parameters)
        let text = try request.changeFields()["description"] ?? ""
        return try ChangeAnswer.telling {
            try changes.catalogue.describe(target.object, as: text, by: visitor.actor)
            return ChangeAnswer.done()
        }
    }
}
