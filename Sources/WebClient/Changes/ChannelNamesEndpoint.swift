package import HTTP
import JSON
import Repository
package import WebAccess

/// `edit_channel_names/<id>/`: names the channels of an image, or with `confirm_apply` those of all
/// images of `parentId` that have as many.
package struct ChannelNamesEndpoint: Endpoint {
    private let changes: ObjectChanges

    /// Characters of a name; OMERO's database holds no more.
    static let charactersMax = 255

    package init(_ changes: ObjectChanges) { self.changes = changes }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let id = parameters.integer("id") ?? 0
        guard let image = try changes.catalogue.image(id), visitor.may(.view, image) else {
            throw RepositoryError.noSuchObject(ObjectReference(.image, id))
        }
        let form = try request.changeFields()
        var names: [Int: String] = [:]
        for channel in 0..<image.channels.count {
            guard let name = form["channel\(channel)"] else { continue }
            names[channel] = String(name.prefix(Self.charactersMax))
        }
        guard let images = try images(of: image, form, visitor) else {
            return Response(
                .ok,
                [.unkept],
                json: ["error": "No parent found to apply Channel Names"]
            )
        }
        let count = try changes.catalogue.nameChannels(
            names,
            ofImages: images,
            channelCount: image.channels.count,
            by: visitor.actor
        )
        let members = names.sorted { $0.key < $1.key }.map { channel, name in
            JSONValue.Member("channel\(channel)", .string(name))
        }
        return Response(
            .ok,
            [.unkept],
            json: [
                "channelNames": .object(members), "imageCount": .integer(images.count),
                "updateCount": .integer(count),
            ]
        )
    }

    /// Nil when the names go to a container that is not named.
    ///
    /// - Throws: `PeopleError.notAllowed` for a single image that the visitor may not change.
    private func images(
        of image: ImageRecord,
        _ form: FormFields,
        _ visitor: Visitor
    ) throws -> [Int]? {
        guard form["confirm_apply"] != nil else { return try single(image, visitor) }
        guard let text = form["parentId"] else { return nil }
        let parent = try ChangeTarget(text).object
        if parent.kind == .image { return try single(image, visitor) }
        guard parent.kind == .dataset || parent.kind == .plate else { return nil }
        return try changes.catalogue.images(in: parent, by: visitor.actor)
    }

    private func single(_ image: ImageRecord, _ visitor: Visitor) throws -> [Int] {
        guard visitor.may(.edit, image) else {
            throw PeopleError.notAllowed("change Image \(image.id)")
        }
        return [image.id]
    }
}
