/// Screens, plates, runs over them, and wells.
package protocol ScreenCatalogue: Sendable {
    func screen(_ id: Int) throws -> ScreenRecord?
    /// The oldest screen of an owner with that name.
    func screen(named name: String, ownedBy ownership: Ownership) throws -> ScreenRecord?
    /// By name.
    func screens(_ filter: ListFilter, _ page: ListPage) throws -> Listed<ScreenRecord>
    /// The screens that hold a plate, by their numbers.
    func screens(ofPlate plate: Int) throws -> [ScreenRecord]
    /// Answers the id of the new screen.
    func createScreen(_ screen: NewContainer) throws -> Int

    func plate(_ id: Int) throws -> PlateRecord?
    /// By name.
    func plates(_ filter: ListFilter, _ page: ListPage) throws -> Listed<PlateRecord>
    /// By name; nil when there is no such screen.
    ///
    /// - Parameter ownerID: whose plates; nil for all.
    func plates(
        inScreen screen: Int,
        ownerID: Int?,
        _ page: ListPage
    ) throws -> Listed<PlateRecord>?
    /// The images of all wells; `deleteImages` of these removes the plate with its files.
    func imageIDs(ofPlate plate: Int) throws -> [Int]
    /// The lowest and highest field of a plate's wells, or of a run over it; nil without fields.
    func fieldRange(ofPlate plate: Int, plateAcquisition: Int?) throws -> ClosedRange<Int>?

    func plateAcquisition(_ id: Int) throws -> PlateAcquisitionRecord?
    /// By name.
    func plateAcquisitions(ofPlate plate: Int) throws -> [PlateAcquisitionRecord]

    func well(_ id: Int) throws -> WellRecord?
    /// By column and then by row.
    func wells(
        ofPlate plate: Int,
        _ fields: WellFields,
        offset: Int,
        limit: Int
    ) throws -> Listed<WellRecord>
    /// The well and the field that show an image; nil for one that is in no plate.
    func wellSample(ofImage image: Int) throws -> (wellID: Int, sample: WellSampleRecord)?
}

/// Which fields of wells are wanted, and with them which wells: those that have one.
package struct WellFields: Sendable, Equatable {
    /// Nil for all; otherwise the position of one field.
    package var position: Int?
    /// Nil for all.
    package var plateAcquisitionID: Int?

    package init(position: Int? = nil, plateAcquisitionID: Int? = nil) {
        self.position = position
        self.plateAcquisitionID = plateAcquisitionID
    }

    /// Every well, also those without fields.
    package static let all = WellFields()
}
