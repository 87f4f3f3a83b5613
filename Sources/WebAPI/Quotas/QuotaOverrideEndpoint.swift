package import HTTP
import JSON
import Repository
package import SharedState
package import WebAccess

/// `/api/v0/quotas/<type>/<id>/`: the limits of one user or group; for administrators.
///
/// PUT changes what its document names, DELETE removes all that is set.
package struct QuotaOverrideEndpoint: Endpoint {
    private let api: API
    private let quotas: DownloadQuotas

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
        let target = try api.quotaTarget(parameters)
        var override = try quotas.overrides.override(target) ?? QuotaOverride()
        switch request.method {
        case .put:
            try change(&override, request)
            try quotas.overrides.set(override, target)
        case .delete:
            override = QuotaOverride()
            try quotas.overrides.set(override, target)
        default: break
        }
        return api.response(["limits": QuotaDocument.override(override)])
    }

    private func change(_ override: inout QuotaOverride, _ request: Request) throws(Refusal) {
        do throws(QuotaFormError) {
            try QuotaDocument.change(&override, JSONReader.document(request.body) ?? .null)
        } catch {
            throw Refusal(.badRequest, "\(error)")
        }
    }
}

/// `/api/v0/quotas/users/<id>/reset/`: gives a user his whole quota back.
package struct QuotaResetEndpoint: Endpoint {
    private let api: API
    private let quotas: DownloadQuotas

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
        let id = parameters.integer("id") ?? -1
        guard let user = try api.people.experimenter(id) else {
            throw Refusal(.notFound, "There is no user \(id)")
        }
        _ = try quotas.ledger.reset(.user(id))
        let report = try quotas.report(of: DownloadQuotas.Person(user))
        return api.response(["data": .object(QuotaDocument.standing(report))])
    }
}

extension API {
    /// Whom an address names, when there is such a user or group.
    fileprivate func quotaTarget(_ parameters: RouteParameters) throws -> QuotaOverrides.Target {
        let id = parameters.integer("id") ?? -1
        switch parameters.text("type") {
        case "users":
            guard try people.experimenter(id) != nil else {
                throw Refusal(.notFound, "There is no user \(id)")
            }
            return .user(id)
        case "groups":
            guard try people.group(id) != nil else {
                throw Refusal(.notFound, "There is no group \(id)")
            }
            return .group(id)
        default: throw Refusal(.notFound, "Only users and groups have quotas")
        }
    }
}
