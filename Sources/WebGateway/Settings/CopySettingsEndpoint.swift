package import HTTP
import JSON
import Rendering
import Repository
package import WebAccess

/// `copyImgRDef`: copies settings by GET, and pastes them by POST.
package struct CopySettingsEndpoint: Endpoint {
    private let application: SettingsApplication

    package init(_ application: SettingsApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let form = request.method == .post ? try request.formFieldsIfAny() : FormFields()
        let targets = try SettingsTargets(form)
        let from = query.first("fromid")
        if let from, targets.objects.isEmpty {
            try copy(from, visitor, request)
            return try JSONCallback.response(true, callback: query.first("callback"))
        }
        let named = CopiedParameters { query.first($0) ?? form[$0] }
        if let named, request.method != .post || form["store"] ?? query.first("store") != nil {
            try Self.requireOwnPage(request)
            try application.keep(.parameters(named), visitor)
            return try JSONCallback.response(true, callback: query.first("callback"))
        }
        guard request.method == .post else {
            let allow = ResponseField("Allow", "POST")
            return Response(.methodNotAllowed, [allow], text: "Name fromid or c to copy\n")
        }
        let source = try from.map { try Self.image($0) } ?? named.map(CopiedSettings.parameters)
        let answer = try paste(source, targets, visitor)
        return try JSONCallback.response(answer, callback: query.first("callback"))
    }

    private func copy(_ from: String, _ visitor: Visitor, _ request: Request) throws {
        try Self.requireOwnPage(request)
        try application.keep(Self.image(from), visitor)
    }

    /// OMERO's pages copy with GET, which a page of others could make a browser do as well.
    private static func requireOwnPage(_ request: Request) throws(Refusal) {
        if let site = request.fields["Sec-Fetch-Site"], site != "same-origin", site != "none" {
            throw Refusal(.forbidden, "Only pages of this server copy settings")
        }
    }

    private static func image(_ text: String) throws(Refusal) -> CopiedSettings {
        guard let id = Int(text) else {
            throw Refusal(.badRequest, "fromid: expected a number, not '\(text)'")
        }
        return .image(id)
    }

    /// False when there is nothing to paste, or nothing to paste it into.
    private func paste(
        _ source: CopiedSettings?,
        _ targets: SettingsTargets,
        _ visitor: Visitor
    ) throws -> JSONValue {
        guard let source = try source ?? application.copiedSettings(visitor),
            !targets.objects.isEmpty,
            let (image, settings) = try pasted(source, visitor)
        else { return false }
        return try PastedSettings(application, of: image, settings).paste(into: targets, visitor)
    }

    /// The settings to paste, and the image they are from; nil where it is not seen.
    private func pasted(
        _ source: CopiedSettings,
        _ visitor: Visitor
    ) throws -> (image: ImageRecord, settings: RenderingSettings)? {
        let gateway = application.gateway
        func seen(_ id: Int) throws -> ShownImage? {
            try gateway.record(id, visitor).map { try gateway.shown($0, to: visitor) }
        }
        switch source {
        case .image(let id):
            return try seen(id).map { ($0.record, $0.settings(gateway.tables)) }
        case .parameters(let parameters):
            guard let id = parameters.imageID else {
                throw Refusal(.badRequest, "imageId: expected the image the settings are from")
            }
            guard let image = try seen(id) else { return nil }
            let settings = parameters.settings(over: image.settings(gateway.tables), gateway.tables)
            try settings.requireDrawable()
            return (image.record, settings)
        }
    }
}
