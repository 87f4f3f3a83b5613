package import HTTP
import JSON
import Repository
import SharedState
package import WebAccess

/// `getImgRDef`: the settings that the visitor copied last.
package struct CopiedSettingsEndpoint: Endpoint {
    private let application: SettingsApplication

    package init(_ application: SettingsApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let document: JSONValue = ["rdef": try settings(visitor)?.json ?? .null]
        return try JSONCallback.response(document, callback: query.first("callback"))
    }

    /// Nil when nothing was copied, or the image it was copied from is not seen any more.
    private func settings(_ visitor: Visitor) throws -> CopiedParameters? {
        switch try application.copiedSettings(visitor) {
        case nil: return nil
        case .parameters(let parameters): return parameters
        case .image(let id):
            let gateway = application.gateway
            return try gateway.record(id, visitor).map { record in
                CopiedParameters(try gateway.shown(record, to: visitor), gateway.tables)
            }
        }
    }
}

extension SettingsApplication {
    /// What the visitor's session copied last; the public has none.
    func copiedSettings(_ visitor: Visitor) throws -> CopiedSettings? {
        guard let session = visitor.session else { return nil }
        return try copied.text(session.token).flatMap(CopiedSettings.init)
    }

    /// Keeps what the visitor copied, for every worker at once.
    func keep(_ settings: CopiedSettings, _ visitor: Visitor) throws {
        guard let session = visitor.session else {
            throw Refusal(.forbidden, "Settings are copied by users who are logged in")
        }
        let isKept = try copied.keep(settings.text, session.token, atSeconds: session.seenSeconds)
        guard isKept else {
            let limit = CopiedSettingsTable.bytesMax
            throw Refusal(.contentTooLarge, "Copied settings have at most \(limit) bytes")
        }
    }
}
