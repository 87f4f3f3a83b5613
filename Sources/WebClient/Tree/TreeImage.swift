import JSON
import Pixels
import Repository
import WebAccess

/// An image as the tree shows it, with what besides its name was asked for.
struct TreeImage {
    let record: ImageRecord
    let details: Details
    /// Counts up whenever the visitor's own picture of the image changes; nil where he has none.
    let thumbnailVersion: Int?

    /// What is told of images besides.
    struct Details {
        var hasSizes: Bool
        var hasDates: Bool
        var hasThumbnailVersion: Bool

        init(_ query: TreeQuery) {
            hasSizes = query.isOn("sizeXYZ")
            hasDates = query.isOn("date")
            hasThumbnailVersion = query.isOn("thumbVersion")
        }
    }

    func json(for visitor: Visitor) -> JSONValue {
        let ownership = Ownership(ownerID: record.ownerID, groupID: record.groupID)
        var members: [JSONValue.Member] = [
            .init("id", .integer(record.id)),
            // Files stay where they were imported: there is no archive beside the repository.
            .init("archived", false),
            .init("name", .string(record.name)),
            .init("ownerId", .integer(record.ownerID)),
            .init("permsCss", .string(visitor.permissionsCSS(ownership))),
            .init("filesetId", .integer(record.filesetID)),
        ]
        if details.hasSizes { members += sizes }
        if details.hasDates { members += dates }
        if let thumbnailVersion {
            members.append(.init("thumbVersion", .integer(thumbnailVersion)))
        }
        return .object(members)
    }

    private var sizes: [JSONValue.Member] {
        let size = record.dimensions
        return [("sizeX", size.x), ("sizeY", size.y), ("sizeZ", size.z), ("sizeT", size.t)].map {
            JSONValue.Member($0, .integer($1))
        }
    }

    private var dates: [JSONValue.Member] {
        let imported = TreeDate(seconds: Double(record.importedSeconds))
        let acquired = record.acquisitionSeconds.map(TreeDate.init)
        return [JSONValue.Member("date", .string(imported.text))]
            + (acquired.map { [JSONValue.Member("acqDate", .string($0.text))] } ?? [])
    }
}
