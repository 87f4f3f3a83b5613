package import HTTP
import JSON
package import SharedState
package import WebAccess

/// `/api/v0/quota/`: what the visitor may download, and what is left of it.
package struct QuotaEndpoint: Endpoint {
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
        let report = try quotas.report(of: visitor.downloader, as: visitor.subject)
        return api.response(["data": .object(QuotaDocument.standing(report))])
    }
}
