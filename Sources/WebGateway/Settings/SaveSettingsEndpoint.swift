package import HTTP
import JSON
import Pixels
import Rendering
import Repository
package import WebAccess

/// `saveImgRDef`: the settings and the plane that the visitor wants to see an image in from now on.
package struct SaveSettingsEndpoint: Endpoint {
    private let application: SettingsApplication

    package init(_ application: SettingsApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let image = try application.gateway.shown(parameters, visitor)
        let query = try QueryParameters(query: request.target.query)
        // As in OMERO, the form counts only when the address names no channels.
        let form = query.first("c") == nil ? try request.formFieldsIfAny() : FormFields()
        let choice = try choice(image) { name in form[name] ?? query.first(name) }
        try application.save(choice, of: image.record.id, by: visitor)
        // Clients compare the four bytes.
        return try JSONCallback.response(true, callback: query.first("callback"))
    }

    private typealias Fields = (String) -> String?

    private func choice(_ image: ShownImage, _ fields: Fields) throws -> RenderingChoice {
        let settings = try settings(image, fields)
        let dimensions = image.record.dimensions
        return RenderingChoice(
            settings,
            z: try Self.place("z", fields, 1...dimensions.z) ?? image.defaultZ,
            t: try Self.place("t", fields, 1...dimensions.t) ?? image.defaultT
        )
    }

    private func settings(_ image: ShownImage, _ fields: Fields) throws -> RenderingSettings {
        let tables = application.gateway.tables
        let query = RenderingQuery(c: fields("c"), m: fields("m"), maps: fields("maps"), q: nil)
        do throws(IncompleteSettings) {
            try query.requireEveryChannel(of: image.record.channels.count)
            if let maps = fields("maps") { try RenderingQuery.requireReadable(maps: maps) }
        } catch {
            throw Refusal(.badRequest, "\(error)")
        }
        let settings = query.settingsToSave(over: image.settings(tables), tables)
        try settings.requireDrawable()
        return settings
    }

    /// A place from 0, of a parameter that counts from 1; nil without it.
    private static func place(
        _ name: String,
        _ fields: Fields,
        _ range: ClosedRange<Int>
    ) throws(Refusal) -> Int? {
        guard let text = fields(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Refusal(
                .badRequest,
                "\(name): expected a number from \(range.lowerBound) to \(range.upperBound),"
                    + " not '\(text)'"
            )
        }
        return number - 1
    }
}
