package import HTTP
import Repository
package import WebAccess

/// `chgrpDryRun/` and `chownDryRun/`: the number of a job, whose answer says what a move would do.
package struct TransferTrialEndpoint: Endpoint {
    private let isChgrp: Bool

    package init(isChgrp: Bool) { self.isChgrp = isChgrp }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let form = try TransferForm(request.changeFields(), isChgrp: isChgrp)
        return Response(.ok, [.unkept], text: TransferTrial(form.transfer).jobID)
    }
}
