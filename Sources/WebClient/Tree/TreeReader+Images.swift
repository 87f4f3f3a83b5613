import JSON
import Repository
import WebAccess

extension TreeReader {
    /// Of a dataset, or those in no container, or all.
    func images(dataset: Int?, isOrphaned: Bool, ownerID: Int?) throws -> [JSONValue] {
        let records: [ImageRecord]
        if let dataset {
            records = try images(inDataset: dataset, ownerID: ownerID)
        } else {
            let filter = filter(ownerID: ownerID, isOrphaned: isOrphaned)
            records = try catalogue.images(filter, query.page).records
        }
        return try records.map(item)
    }

    /// An image with the details that are asked for.
    func item(_ record: ImageRecord) throws -> JSONValue {
        let details = TreeImage.Details(query)
        return TreeImage(
            record: record,
            details: details,
            thumbnailVersion: details.hasThumbnailVersion ? try thumbnailVersion(record.id) : nil
        ).json(for: visitor)
    }

    private func images(inDataset dataset: Int, ownerID: Int?) throws -> [ImageRecord] {
        let container = ObjectReference(.dataset, dataset)
        guard let scope = try members(of: container, ownerID: ownerID) else { return [] }
        return try catalogue.images(inDataset: dataset, ownerID: scope.ownerID, query.page)?
            .records ?? []
    }

    /// When the visitor last saved settings of his own for an image.
    private func thumbnailVersion(_ image: Int) throws -> Int? {
        try catalogue.rendering(ofImage: image, ownerID: visitor.actor.userID)?.modifiedSeconds
    }

    /// How many images lie in no container and no plate.
    func orphanedImageCount(ownerID: Int?) throws -> Int {
        try catalogue.images(filter(ownerID: ownerID, isOrphaned: true), Self.countOnly).totalCount
    }
}
