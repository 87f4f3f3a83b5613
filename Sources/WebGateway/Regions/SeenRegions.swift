import HTTP
import Repository
import WebAccess

/// Regions and shapes that a visitor sees: those of the images that he sees, as OMERO has it.
struct SeenRegions: Sendable {
    let gateway: Gateway
    let catalogue: any Catalogue

    /// - Throws: `Refusal` with 404 for what is not there or not seen.
    func roi(_ id: Int, _ visitor: Visitor) throws -> (region: RegionRecord, image: ImageRecord) {
        guard let region = try catalogue.roi(id),
            let image = try gateway.record(region.imageID, visitor)
        else { throw Refusal(.notFound, "Roi:\(id) not found") }
        return (region, image)
    }

    /// - Throws: `Refusal` with 404 for what is not there or not seen.
    func shape(_ id: Int, _ visitor: Visitor) throws -> (shape: ShapeRecord, image: ImageRecord) {
        guard let (roiID, shape) = try catalogue.shape(id), let region = try catalogue.roi(roiID),
            let image = try gateway.record(region.imageID, visitor)
        else { throw Refusal(.notFound, "Shape:\(id) not found") }
        return (shape, image)
    }
}
