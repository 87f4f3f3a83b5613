import HTTP
import JSON
import Repository

/// Reads one object for one reader; nil for what is not there or may not be seen.
struct ObjectReader {
    let catalogue: any Catalogue
    let people: any People
    let visibility: Visibility
    /// Nil for any.
    let groupID: Int?
    let writer: DocumentWriter

    func object(_ type: ObjectType, _ id: Int) throws -> JSONValue? {
        switch type {
        case .experimenters: return try people.experimenter(id).map(writer.experimenter)
        case .experimentergroups: return try people.group(id).map(writer.experimenterGroup)
        default: break
        }
        guard let ownership = try catalogue.ownership(of: ObjectReference(type.kind, id)),
            visibility.contains(ownerID: ownership.ownerID, groupID: ownership.groupID),
            groupID == nil || groupID == ownership.groupID
        else { return nil }
        return try visibleObject(type, id)
    }

    private func visibleObject(_ type: ObjectType, _ id: Int) throws -> JSONValue? {
        switch type {
        case .projects: try catalogue.project(id).map { try writer.project($0, .alone) }
        case .datasets: try catalogue.dataset(id).map(writer.dataset)
        case .images: try catalogue.image(id).map { try writer.image($0, .alone) }
        case .screens: try catalogue.screen(id).map(writer.screen)
        case .plates: try catalogue.plate(id).map(plate)
        case .plateacquisitions: try catalogue.plateAcquisition(id).map(plateAcquisition)
        case .wells:
            try catalogue.well(id).map { try writer.well($0, WellContents(catalogue, visibility)) }
        case .rois: try catalogue.roi(id).map(writer.roi)
        case .shapes: try shape(id)
        case .experimenters, .experimentergroups: nil
        }
    }

    private func plate(_ record: PlateRecord) throws -> JSONValue {
        let fields = try catalogue.fieldRange(ofPlate: record.id, plateAcquisition: nil)
        return try writer.plate(record, fields: fields)
    }

    private func plateAcquisition(_ record: PlateAcquisitionRecord) throws -> JSONValue {
        let fields = try catalogue.fieldRange(
            ofPlate: record.plateID,
            plateAcquisition: record.id
        )
        return try writer.plateAcquisition(record, fields: fields)
    }

    private func shape(_ id: Int) throws -> JSONValue? {
        guard let (roiID, record) = try catalogue.shape(id),
            let region = try catalogue.ownership(of: ObjectReference(.roi, roiID))
        else { return nil }
        return try writer.shape(record, of: roiID, region)
    }
}
