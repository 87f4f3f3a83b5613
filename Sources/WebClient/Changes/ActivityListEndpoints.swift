package import HTTP
import JSON
package import WebAccess

/// `activities/`: the list of the visitor's jobs, which OMERO's page puts beside the tree.
///
/// As in `activities_json/` there are none: whatever is asked for is done before it is answered.
package struct ActivityListEndpoint: PromptEndpoint {
    package init() {}

    package func answer(_ request: Request, _ parameters: RouteParameters) -> Response {
        .fragment(
            """
            <div id="activities" data-inprogress="0" data-failure="0" data-jobs="0">
            <p>No jobs: what you ask for is done before you are told.</p>
            <ul></ul>
            </div>

            """
        )
    }
}

/// `activities_update/[clean/]`: forgets jobs that are done, one by its key or all of them.
package struct ActivityUpdateEndpoint: Endpoint {
    package init() {}

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let isCleaning = request.target.path.hasSuffix("/clean/")
        guard isCleaning, try request.changeFields()["jobKey"] != nil else {
            return Response(.ok, [.unkept], text: "OK")
        }
        return Response(.ok, [.unkept], json: ["removed": false])
    }
}
