package import HTTP
import JSON
import Repository
package import WebAccess
import WebGateway

/// `list_web_figures`: the figures that the visitor sees, by their numbers.
package struct ListFiguresEndpoint: Endpoint {
    private let application: FigureApplication

    package init(_ application: FigureApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let figures = try application.catalogue.attachments(
            in: FigureApplication.namespace,
            Visibility(of: visitor.actor),
            limit: FigureApplication.listMax
        )
        return Response(.ok, json: .array(try figures.map { try item($0, visitor) }))
    }

    private func item(_ figure: AnnotatedFile, _ visitor: Visitor) throws -> JSONValue {
        let ownership = figure.annotation.ownership
        let owner = try application.people.experimenter(ownership.ownerID)
        let group = try application.people.group(ownership.groupID)
        return [
            "id": .integer(figure.annotation.id),
            "name": .string(figure.file.name),
            "description": figure.annotation.description.map(JSONValue.string) ?? .null,
            "ownerFullName": .string("\(owner?.firstName ?? "") \(owner?.lastName ?? "")"),
            "owner": PeopleDocument.owner(ownership.ownerID, owner),
            "group": PeopleDocument.group(ownership.groupID, group),
            "creationDate": .integer(figure.annotation.createdSeconds),
            "canEdit": .boolean(visitor.may(.edit, ownership)),
        ]
    }
}
