import JSON
import Repository

extension ListReader {
    /// The regions of an image, or of all.
    func rois() throws -> ListedDocuments {
        guard let image = query.parents[.images] else {
            return try catalogue.rois(filter, offset: query.offset, limit: query.limit)
                .documents(writer.roi)
        }
        guard let scope = try members(of: ObjectReference(.image, image)) else { return .nothing }
        return try catalogue.rois(
            ofImage: image,
            ownerID: scope.ownerID,
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
