package import HTTP
import Repository
package import WebAccess

/// `delete_web_figure`: forgets a figure and its file.
package struct DeleteFigureEndpoint: Endpoint {
    private let application: FigureApplication

    package init(_ application: FigureApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard let text = try request.formFields()["fileId"] else {
            throw Refusal(.badRequest, "Need to POST 'fileId' to delete")
        }
        let id = try SaveFigureEndpoint.identifier(text)
        let paths = try application.catalogue.deleteFile(
            ofAnnotation: id,
            in: FigureApplication.namespace,
            by: visitor.actor
        )
        for path in paths { try application.files.remove(path) }
        return Response(.ok, text: "Deleted OK")
    }
}
