package import HTTP
import JSON
import Repository
package import WebAccess

/// `chgrp`: moves a figure into another group.
package struct MoveFigureEndpoint: Endpoint {
    private let application: FigureApplication

    package init(_ application: FigureApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let form = try request.formFields()
        guard let group = form["group_id"].flatMap({ Int($0) }),
            let id = form["ann_id"].flatMap({ Int($0) })
        else { throw Refusal(.badRequest, "expected the numbers group_id and ann_id") }
        do {
            try application.catalogue.moveFile(
                ofAnnotation: id,
                in: FigureApplication.namespace,
                toGroup: group,
                by: visitor.actor
            )
        } catch let error as PeopleError {
            return Response(.ok, json: ["error": .string("\(error)")])
        }
        return Response(.ok, json: ["success": true])
    }
}
