import HTTP
package import Repository
package import WebAccess

/// Regions and shapes that a visitor sees: those of the images that he sees, as OMERO has it.
package struct SeenRegions: Sendable {
    private let gateway: Gateway
    private let catalogue: any Catalogue

    package init(_ gateway: Gateway, _ catalogue: any Catalogue) {
        self.gateway = gateway
        self.catalogue = catalogue
    }

    /// - Throws: `Refusal` with 404 for what is not there or not seen.
    package func roi(
        _ id: Int,
        _ visitor: Visitor
    ) throws -> (region: RegionRecord, image: ImageRecord) {
        guard let region = try catalogue.roi(id),
            let image = try gateway.record(region.imageID, visitor)
        else { throw Refusal(.notFound, "Roi:\(id) not found") }
        return (region, image)
    }

    /// - Throws: `Refusal` with 404 for what is not there or not seen.
    package func shape(
        _ id: Int,
        _ visitor: Visitor
    ) throws -> (shape: ShapeRecord, roiID: Int, image: ImageRecord) {
        guard let (roiID, shape) = try catalogue.shape(id), let region = try catalogue.roi(roiID),
            let image = try gateway.record(region.imageID, visitor)
        else { throw Refusal(.notFound, "Shape:\(id) not found") }
        return (shape, roiID, image)
    }
}
