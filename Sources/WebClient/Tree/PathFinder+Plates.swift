import HTTP
import Repository

extension PathFinder {
    /// Begins at the plate's own owner, whoever owns the screen, as in OMERO.
    func paths(toPlate plate: Int) throws -> [[TreeStep]] {
        guard let record = try catalogue.plate(plate), admits(record.ownership),
            wanted.admits(owner: record.ownership.ownerID)
        else { return [] }
        return try screens(of: record).map { screen in
            [TreeStep("experimenter", record.ownership.ownerID)]
                + steps(screen) + [TreeStep("plate", plate)]
        }
    }

    func paths(toRun run: Int) throws -> [[TreeStep]] {
        guard let record = try catalogue.plateAcquisition(run), admits(record.ownership) else {
            return []
        }
        return try paths(below: record.plateID).map { $0 + [TreeStep("acquisition", run)] }
    }

    /// One path a field: clients select what shows the well, its plate or run.
    func paths(toWell text: String) throws -> [[TreeStep]] {
        guard let well = try well(text), admits(well.ownership) else { return [] }
        let fields = well.samples.filter { wanted.image == nil || wanted.image == $0.imageID }
        return try fields.flatMap { try paths(through: well, $0) }
    }

    /// Through the well and its field; empty for images outside of plates.
    func paths(throughWellOf image: Int) throws -> [[TreeStep]] {
        guard let (id, field) = try catalogue.wellSample(ofImage: image),
            let well = try catalogue.well(id), admits(well.ownership),
            try wanted.well == nil || wanted.well.flatMap(self.well)?.id == id
        else { return [] }
        let end = [
            TreeStep("well", id), TreeStep("wellsample", field.id), TreeStep("image", image),
        ]
        return try paths(through: well, field).map { $0 + end }
    }

    private func paths(
        through well: WellRecord,
        _ field: WellSampleRecord
    ) throws -> [[TreeStep]] {
        let run = field.plateAcquisitionID
        guard wanted.acquisition == nil || wanted.acquisition == run else { return [] }
        let end = run.map { [TreeStep("acquisition", $0)] } ?? []
        return try paths(below: well.plateID).map { $0 + end }
    }

    /// To a plate as a place on the way: they begin at the screen's owner, else at the plate's.
    private func paths(below plate: Int) throws -> [[TreeStep]] {
        guard wanted.plate == nil || wanted.plate == plate,
            let record = try catalogue.plate(plate), admits(record.ownership)
        else { return [] }
        return try screens(of: record).compactMap { screen in
            let owner = screen?.ownership.ownerID ?? record.ownership.ownerID
            guard wanted.admits(owner: owner) else { return nil }
            return [TreeStep("experimenter", owner)] + steps(screen) + [TreeStep("plate", plate)]
        }
    }

    /// Those that hold a plate and are wanted; one nil for a plate that lies in none.
    private func screens(of plate: PlateRecord) throws -> [ScreenRecord?] {
        let found = try catalogue.screens(ofPlate: plate.id).filter { admits($0.ownership) }
        guard let wantedScreen = wanted.screen else { return found.isEmpty ? [nil] : found }
        return found.filter { $0.id == wantedScreen }
    }

    private func steps(_ screen: ScreenRecord?) -> [TreeStep] {
        screen.map { [TreeStep("screen", $0.id)] } ?? []
    }

    /// By its number, or by its place on the plate that is named as well.
    private func well(_ text: String) throws -> WellRecord? {
        if let id = Int(text) { return try catalogue.well(id) }
        guard let plate = wanted.plate, let place = WellName(text) else {
            throw Refusal.invalidParameter
        }
        guard try visible(.plate, plate) != nil else { return nil }
        return try catalogue.wells(ofPlate: plate, .all, offset: 0, limit: Tree.itemsMax).records
            .first { $0.row == place.row && $0.column == place.column }
    }
}
