package import HTTP
import JSON
package import Repository
package import WebAccess

/// `activities_json/`: with `jobId` what a move would do; without it the visitor's jobs, of which
/// there are none, since everything is done before it is answered.
package struct ActivitiesEndpoint: Endpoint {
    private let catalogue: any Catalogue

    package init(_ catalogue: any Catalogue) { self.catalogue = catalogue }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        if request.method == .delete {
            let document = JSONReader.document(request.body)
            guard let jobID = document?["jobId"]?.string else {
                throw Refusal(.badRequest, "No jobId")
            }
            return Response(.ok, [.unkept], json: ["jobId": .string(jobID)])
        }
        let query = try QueryParameters(query: request.target.query)
        guard let jobID = query.first("jobId") else {
            return Response(.ok, [.unkept], json: ["inprogress": 0, "failure": 0, "jobs": 0])
        }
        guard let trial = TransferTrial(jobID: jobID) else {
            return Response(.ok, [.unkept], json: ["finished": true])
        }
        return Response(.ok, [.unkept], json: try tell(trial, visitor))
    }

    private func tell(_ trial: TransferTrial, _ visitor: Visitor) throws -> JSONValue {
        do {
            let report = try catalogue.transfer(
                trial.transfer,
                isDryRun: true,
                by: visitor.actor
            )
            return try TransferDocument(report: report, catalogue: catalogue).json
        } catch let error as RepositoryError {
            guard case .sharedFileset = error else { throw error }
            return ["finished": true, "error": .string("\(error)")]
        }
    }
}
