package import HTTP
import JSON
import Rendering
import Repository
package import WebAccess

/// `resetRDef` and `applyOwnersRDef`: the visitor sees images again as they were imported, or as
/// their owners see them.
package struct ResetSettingsEndpoint: Endpoint {
    package enum Origin: Sendable {
        case imported
        /// What the image's owner saved, else what was imported.
        case owner
    }

    private let application: SettingsApplication
    private let origin: Origin

    package init(_ application: SettingsApplication, to origin: Origin) {
        self.application = application
        self.origin = origin
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let targets = try SettingsTargets(request.formFieldsIfAny())
        guard !targets.objects.isEmpty else {
            throw Refusal(.notFound, "Name what to reset as to_type and toids")
        }
        let choices = try application.images(of: targets.objects, visitor).map { image in
            NewRendering(imageID: image.id, choice: try choice(for: image))
        }
        let saved = try application.save(choices, by: visitor)
        guard !saved.isEmpty || choices.isEmpty else {
            throw Refusal(.forbidden, "You may not save settings of these images")
        }
        let answer = JSONValue.array(saved.map(JSONValue.integer))
        return try JSONCallback.response(answer, callback: query.first("callback"))
    }

    private func choice(for image: ImageRecord) throws -> RenderingChoice {
        if origin == .owner,
            let owners = try application.catalogue.rendering(
                ofImage: image.id,
                ownerID: image.ownerID
            )
        {
            return owners.choice
        }
        return RenderingChoice(image.defaultSettings, z: image.defaultZ, t: 0)
    }
}
