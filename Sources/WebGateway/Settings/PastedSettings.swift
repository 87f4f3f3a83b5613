import JSON
import Rendering
import Repository
import WebAccess

/// Settings of one image on their way to others.
struct PastedSettings {
    private let application: SettingsApplication
    private let source: ImageRecord
    private let settings: RenderingSettings

    init(
        _ application: SettingsApplication,
        of source: ImageRecord,
        _ settings: RenderingSettings
    ) {
        self.application = application
        self.source = source
        self.settings = settings
    }

    /// Which images have the settings now and which have not: they have other channels, or the
    /// visitor may not annotate them.
    ///
    /// OMERO's member is `true`; its viewer looks for `True`.
    func paste(into targets: SettingsTargets, _ visitor: Visitor) throws -> JSONValue {
        let images = try application.images(of: targets.objects, visitor)
        let choices = try images.filter(fits).map { try choice(for: $0, visitor) }
        let saved = try application.save(choices, by: visitor)
        let isSaved = Set(saved)
        let done = JSONValue.array(saved.map(JSONValue.integer))
        let left = images.map(\.id).filter { !isSaved.contains($0) } + unseen(targets, images)
        return ["true": done, "false": .array(left.map(JSONValue.integer)), "True": done]
    }

    private func fits(_ image: ImageRecord) -> Bool {
        image.pixels.pixelType == source.pixels.pixelType
            && image.channels.count == source.channels.count
    }

    /// An image keeps the plane that it shows first.
    private func choice(for image: ImageRecord, _ visitor: Visitor) throws -> NewRendering {
        let shown = try application.gateway.shown(image, to: visitor)
        return NewRendering(
            imageID: image.id,
            choice: RenderingChoice(settings, z: shown.defaultZ, t: shown.defaultT)
        )
    }

    /// Images that were named and are not there for the visitor.
    private func unseen(_ targets: SettingsTargets, _ images: [ImageRecord]) -> [Int] {
        let seen = Set(images.map(\.id))
        return targets.objects.filter { $0.kind == .image && !seen.contains($0.id) }.map(\.id)
    }
}
