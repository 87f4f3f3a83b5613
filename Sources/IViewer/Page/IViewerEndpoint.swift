package import HTTP
import Kernel
import Repository
package import WebAccess
import WebClient
import WebGateway

/// `/iviewer/`: the page of OMERO.iviewer, which also takes the place of the own viewer where the
/// operator wants that.
package struct IViewerEndpoint: Endpoint {
    private let context: IViewerContext

    package init(_ context: IViewerContext) { self.context = context }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let version = try installedVersion()
        let image = try parameters.integer("id").map { _ in
            try context.gateway.record(parameters, visitor)
        }
        if image == nil, context.settings.isRedirected {
            return try IViewerRedirect(context, visitor).response(query, request)
        }
        let secret = CSRFToken.secret(of: request) ?? CSRFToken.makeSecret()
        return IViewerPage(
            context: context,
            parameters: IViewerParameters(query, context, imageID: image?.id, version: version),
            version: version
        ).response(context.cookies.csrf(secret, isSecure: visitor.isSecure))
    }

    private func installedVersion() throws -> String {
        guard let file = context.folders.open("omero_iviewer/main.js") else {
            throw Refusal(.notFound, "OMERO.iviewer is not installed on this server")
        }
        return String(FileState.version(of: [FileState(file.identity)]).prefix(8))
    }
}
