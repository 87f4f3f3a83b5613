import HTTP
import JSON

extension Response {
    /// What OMERO.iviewer is told when it asked wrongly: it looks for the member, not at the status.
    static func viewerError(_ text: String) -> Response {
        Response(.ok, json: ["error": .string(text)])
    }
}
