import Repository
import WebAccess

/// Reads the wells of a plate as one visitor sees them.
struct PlateReader {
    let catalogue: any Catalogue
    let visitor: Visitor
    let context: PageContext

    /// One field of all wells; without a number the first there is.
    ///
    /// - Parameters:
    ///   - run: a run over the plate whose fields are shown; nil for all.
    ///   - fieldAddress: where a field is shown, but for its number.
    func content(
        of plate: PlateRecord,
        run: Int? = nil,
        field: Int?,
        fieldAddress: String
    ) throws -> PlateContent {
        let fields = try catalogue.fieldRange(ofPlate: plate.id, plateAcquisition: run)
        let field = field ?? fields?.lowerBound ?? 0
        let wells = try catalogue.wells(
            ofPlate: plate.id,
            WellFields(position: field, plateAcquisitionID: run),
            offset: 0,
            limit: PlateContent.rowsMax * PlateContent.columnsMax
        )
        return PlateContent(
            context: context,
            plate: plate,
            wells: wells.records.filter { visitor.may(.view, $0.ownership) },
            field: field,
            fields: fields,
            fieldAddress: fieldAddress
        )
    }
}
