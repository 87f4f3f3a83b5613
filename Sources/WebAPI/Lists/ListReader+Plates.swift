import JSON
import Repository

extension ListReader {
    func plates() throws -> ListedDocuments {
        let write = { (record: PlateRecord) in try writer.plate(record) }
        if let well = query.parents[.wells] {
            return try page(plates(ofWell: well), by: \.name, write: write)
        }
        guard let screen = query.parents[.screens] else {
            return try catalogue.plates(filter, query.page).documents(write)
        }
        guard let scope = try members(of: ObjectReference(.screen, screen)) else {
            return .nothing
        }
        return try catalogue.plates(
            inScreen: screen,
            ownerID: scope.ownerID,
            query.page
        )?.documents(write) ?? .nothing
    }

    /// The one plate of a well, unless something else that is asked for rules it out.
    private func plates(ofWell well: Int) throws -> [PlateRecord] {
        guard let plateID = try catalogue.well(well)?.plateID,
            let plate = try catalogue.plate(plateID), admits(plate.ownership)
        else { return [] }
        let screens = try catalogue.screens(ofPlate: plate.id)
        if query.isOrphaned, !screens.isEmpty { return [] }
        if let screen = query.parents[.screens], !screens.contains(where: { $0.id == screen }) {
            return []
        }
        return [plate]
    }

    func plateAcquisitions() throws -> ListedDocuments {
        guard let plate = query.parents[.plates] else { return .nothing }
        let found = try catalogue.plateAcquisitions(ofPlate: plate).filter { admits($0.ownership) }
        return try page(found, by: { $0.name ?? "" }) { record in
            try writer.plateAcquisition(
                record,
                fields: catalogue.fieldRange(ofPlate: plate, plateAcquisition: record.id)
            )
        }
    }

    /// The wells of a plate, of a run over one, or of all plates; a field leaves those that have it.
    func wells() throws -> ListedDocuments {
        let contents = WellContents(catalogue, visibility)
        let write = { (record: WellRecord) in try writer.well(record, contents) }
        var plate = query.parents[.plates]
        let run = query.parents[.plateacquisitions]
        if let run {
            guard let found = try catalogue.plateAcquisition(run)?.plateID,
                plate == nil || plate == found
            else { return .nothing }
            plate = found
        }
        guard let plate else {
            return try catalogue.wells(filter, offset: query.offset, limit: query.limit)
                .documents(write)
        }
        guard let ownership = try catalogue.ownership(of: ObjectReference(.plate, plate)),
            admits(ownership)
        else { return .nothing }
        return try catalogue.wells(
            ofPlate: plate,
            WellFields(position: query.fieldIndex, plateAcquisitionID: run),
            offset: query.offset,
            limit: query.limit
        ).documents(write)
    }
}
