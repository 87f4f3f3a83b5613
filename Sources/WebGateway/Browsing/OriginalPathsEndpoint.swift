package import HTTP
import JSON
import Repository
package import WebAccess

/// `original_file_paths`: where the files of an image lie here, and where they lay at the import.
package struct OriginalPathsEndpoint: Endpoint {
    private let application: BrowsingApplication

    package init(_ application: BrowsingApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let image = try application.gateway.record(parameters, visitor)
        let query = try QueryParameters(query: request.target.query)
        let files = try application.catalogue.originalFiles(ofFileset: image.filesetID)
        // The public need not know how folders of the server are called.
        let isPublic = visitor.actor.role == .visitor
        func shown(_ path: String) -> JSONValue {
            .string(isPublic ? path.split(separator: "/").last.map(String.init) ?? path : path)
        }
        let document: JSONValue = [
            "repo": .array(files.map { shown($0.path) }),
            "client": .array(files.map { shown($0.clientPath) }),
            "fileset": ["id": .integer(image.filesetID)],
        ]
        return try JSONCallback.response(document, callback: query.first("callback"))
    }
}
