import JSON
import Pixels
import Repository

/// Images as lists show them; knows the names of their owners.
final class ImageItems {
    private let application: BrowsingApplication
    /// Whether sizes are told.
    private let isSized: Bool
    /// What stands behind the address of a thumbnail.
    private let thumbnailSide: Int?
    private var authors: [Int: String] = [:]

    init(_ application: BrowsingApplication, isSized: Bool = false, thumbnailSide: Int? = nil) {
        self.application = application
        self.isSized = isSized
        self.thumbnailSide = thumbnailSide
    }

    func members(_ image: ImageRecord) throws -> [JSONValue.Member] {
        var members = BrowsingApplication.item(.image, image.id, image.name, image.description)
        members += [
            .init("author", .string(try author(image.ownerID))),
            .init("date", .integer(Self.seconds(image))),
            .init("thumb_url", .string(thumbnail(image.id))),
        ]
        guard isSized else { return members }
        let size: JSONValue = [
            "width": .integer(image.dimensions.x), "height": .integer(image.dimensions.y),
        ]
        return members + [
            .init("size", size), .init("tiled", .boolean(image.levels.count > 1)),
        ]
    }

    /// Seconds since 1970 when the image was taken, else when it came here.
    private static func seconds(_ image: ImageRecord) -> Int {
        image.acquisitionSeconds.flatMap { Int(exactly: $0.rounded(.down)) }
            ?? image.importedSeconds
    }

    private func thumbnail(_ id: Int) -> String {
        application.prefix + "/webgateway/render_thumbnail/\(id)/"
            + (thumbnailSide.map { "\($0)/" } ?? "")
    }

    private func author(_ id: Int) throws -> String {
        if let known = authors[id] { return known }
        let owner = try application.people.experimenter(id)
        let name = owner.map { "\($0.firstName) \($0.lastName)" } ?? ""
        authors[id] = name
        return name
    }
}
