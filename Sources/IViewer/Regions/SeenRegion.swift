import HTTP
import Repository
import WebAccess
import WebGateway

/// Regions and shapes of the images that somebody sees.
struct SeenRegion: Sendable {
    private let context: IViewerContext

    init(_ context: IViewerContext) { self.context = context }

    /// - Throws: `Refusal` with 404 for what is not there or not seen.
    func roi(_ id: Int, _ visitor: Visitor) throws -> (region: RegionRecord, image: ImageRecord) {
        guard let region = try context.catalogue.roi(id),
            let image = try context.gateway.record(region.imageID, visitor)
        else { throw Refusal(.notFound, "Could not find roi: \(id)") }
        return (region, image)
    }

    /// - Throws: `Refusal` with 404 for what is not there or not seen.
    func shape(
        _ id: Int,
        _ visitor: Visitor
    ) throws -> (shape: ShapeRecord, roiID: Int, image: ImageRecord) {
        guard let (roiID, shape) = try context.catalogue.shape(id),
            let region = try context.catalogue.roi(roiID),
            let image = try context.gateway.record(region.imageID, visitor)
        else { throw Refusal(.notFound, "Could not find shape: \(id)") }
        return (shape, roiID, image)
    }
}
