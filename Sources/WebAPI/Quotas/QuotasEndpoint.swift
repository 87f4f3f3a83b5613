package import HTTP
import JSON
import Repository
package import SharedState
package import WebAccess

/// `/api/v0/quotas/`: who downloaded how much, and what is set for whom; for administrators.
package struct QuotasEndpoint: Endpoint {
    private let api: API
    private let quotas: DownloadQuotas

    /// Users in one report.
    private static let usersMax = 10_000

    package init(_ api: API, _ quotas: DownloadQuotas) {
        self.api = api
        self.quotas = quotas
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        try visitor.requireAdministrator()
        let subjects = try quotas.ledger.subjects(max: Self.usersMax)
        return api.response(
            [
                "users": .array(try subjects.compactMap(user)),
                "overrides": .array(try quotas.overrides.all().map(Self.override)),
            ]
        )
    }

    /// Networks of visitors without an account are no users.
    private func user(_ subject: RateLimitSubject) throws -> JSONValue? {
        guard case .user(let id) = subject, let user = try api.people.experimenter(id) else {
            return nil
        }
        let report = try quotas.report(of: DownloadQuotas.Person(user))
        return .object(
            [.init("id", .integer(id)), .init("userName", .string(user.userName))]
                + QuotaDocument.standing(report)
        )
    }

    private static func override(
        _ target: QuotaOverrides.Target,
        _ override: QuotaOverride
    ) -> JSONValue {
        let (type, id) =
            switch target {
            case .user(let id): ("users", id)
            case .group(let id): ("groups", id)
            }
        return [
            "type": .string(type), "id": .integer(id), "limits": QuotaDocument.override(override),
        ]
    }
}

extension Visitor {
    /// Throws unless the visitor is an administrator.
    func requireAdministrator() throws(Refusal) {
        guard actor.role == .administrator else {
            throw Refusal(.forbidden, "Only administrators may do this")
        }
    }
}
