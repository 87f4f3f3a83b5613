package import HTTP
import JSON
import Repository
package import WebAccess

/// `chgrp/` and `chown/`: moves things to another group or owner before it answers; all or nothing.
package struct TransferEndpoint: Endpoint {
    private let changes: ObjectChanges
    private let isChgrp: Bool

    package init(_ changes: ObjectChanges, isChgrp: Bool) {
        self.changes = changes
        self.isChgrp = isChgrp
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let form = try TransferForm(request.changeFields(), isChgrp: isChgrp)
        do {
            let report = try changes.catalogue.transfer(
                form.transfer,
                isDryRun: false,
                by: visitor.actor
            )
            return Response(.ok, [.unkept], json: answer(report))
        } catch let error as RepositoryError {
            switch error {
            case .sharedFileset:
                return Response(.ok, [.unkept], json: ["Error": .string("\(error)")])
            case .cannot: throw Refusal(.badRequest, "\(error)")
            default: throw error
            }
        }
    }

    /// What a page has to draw anew: what went, and the containers that are emptier.
    private func answer(_ report: TransferReport) -> JSONValue {
        guard isChgrp else { return ["jobIds": .array([])] }
        func ids(_ kind: ObjectKind) -> JSONValue {
            .array(report.included[kind, default: []].map(JSONValue.integer))
        }
        func parents(_ kind: ObjectKind) -> JSONValue {
            let ids = report.parents.filter { $0.kind == kind }.map(\.id).sorted()
            return .array(ids.map(JSONValue.integer))
        }
        let removed: JSONValue = [
            "project": ids(.project), "dataset": ids(.dataset), "image": ids(.image),
            "screen": ids(.screen), "plate": ids(.plate),
        ]
        let childless: JSONValue = [
            "project": parents(.project), "dataset": parents(.dataset),
            "screen": parents(.screen),
        ]
        return ["update": ["remove": removed, "childless": childless]]
    }
}
