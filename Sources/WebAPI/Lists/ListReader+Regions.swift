import JSON
import Repository

extension ListReader {
    /// The regions of an image, which every reader of the image sees, or of all.
    func rois() throws -> ListedDocuments {
        guard let image = query.parents[.images] else {
            return try catalogue.rois(filter, offset: query.offset, limit: query.limit)
                .documents(writer.roi)
        }
        guard let ownership = try catalogue.ownership(of: ObjectReference(.image, image)),
            visibility.contains(ownerID: ownership.ownerID, groupID: ownership.groupID),
            query.groupID == nil || query.groupID == ownership.groupID, !query.isOrphaned
        else { return .nothing }
        return try catalogue.rois(
            ofImage: image,
            ownerID: query.ownerID,
            offset: query.offset,
            limit: query.limit
        ).documents(writer.roi)
    }

    func shapes() throws -> ListedDocuments {
        try catalogue.shapes(filter, offset: query.offset, limit: query.limit).documents { found in
            try writer.shape(found.record, of: found.roiID, found.ownership)
        }
    }
}
