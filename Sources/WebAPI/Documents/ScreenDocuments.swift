import JSON
import Repository

extension DocumentWriter {
    /// - Parameter fields: the lowest and highest field of its wells, where that is told.
    func plate(_ record: PlateRecord, fields: ClosedRange<Int>? = nil) throws -> JSONValue {
        var document = Document("Plate", id: record.id)
        document["omero:details"] = try details(record.ownership)
        document.add("Name", record.name)
        document.add("Description", record.description)
        document.add("Rows", record.rowCount)
        document.add("Columns", record.columnCount)
        document.add("RowNamingConvention", record.rowNamingConvention)
        document.add("ColumnNamingConvention", record.columnNamingConvention)
        document.add("ExternalIdentifier", record.externalIdentifier)
        document.add("Status", record.status)
        document["WellOriginX"] = record.wellOriginX.map { .length($0, .referenceFrame) }
        document["WellOriginY"] = record.wellOriginY.map { .length($0, .referenceFrame) }
        document["url:plate"] = address.object(.plates, record.id)
        document["url:screens"] = address.members(.screens, of: .plates, record.id)
        document["url:wells"] = address.members(.wells, of: .plates, record.id)
        document["url:plateacquisitions"] = address.members(
            .plateacquisitions,
            of: .plates,
            record.id
        )
        addFields(fields, of: .plates, record.id, &document)
        return document.json
    }

    func plateAcquisition(
        _ record: PlateAcquisitionRecord,
        fields: ClosedRange<Int>?
    ) throws -> JSONValue {
        var document = plainPlateAcquisition(record)
        document["omero:details"] = try details(record.ownership)
        document["url:plateacquisition"] = address.object(.plateacquisitions, record.id)
        addFields(fields, of: .plateacquisitions, record.id, &document)
        return document.json
    }

    private func plainPlateAcquisition(_ record: PlateAcquisitionRecord) -> Document {
        var document = Document("PlateAcquisition", id: record.id)
        document.add("Name", record.name)
        document.add("Description", record.description)
        document.add("MaximumFieldCount", record.maximumFieldCount)
        document.add("StartTime", seconds: record.startSeconds)
        document.add("EndTime", seconds: record.endSeconds)
        return document
    }

    /// The fields of a plate or run, with a link for each to the wells that have it.
    private func addFields(
        _ fields: ClosedRange<Int>?,
        of type: ObjectType,
        _ id: Int,
        _ document: inout Document
    ) {
        guard let fields else { return }
        document["omero:wellsampleIndex"] = [
            .integer(fields.lowerBound), .integer(fields.upperBound),
        ]
        document["url:wellsampleindex_wells"] = .array(
            fields.prefix(Self.fieldLinksMax).map { address.wells(ofField: $0, of: type, id) }
        )
    }

    /// Links to fields in one document.
    private static var fieldLinksMax: Int { 10_000 }

    func well(_ record: WellRecord, _ contents: WellContents) throws -> JSONValue {
        var document = Document("Well", id: record.id)
        document["omero:details"] = try details(record.ownership)
        document["Column"] = .integer(record.column)
        document["Row"] = .integer(record.row)
        document.add("ExternalDescription", record.externalDescription)
        document.add("ExternalIdentifier", record.externalIdentifier)
        document.add("Type", record.type)
        document.add("Color", record.color)
        document.add("omero:status", record.status)
        document["url:well"] = address.object(.wells, record.id)
        document["url:plates"] = address.members(.plates, of: .wells, record.id)
        document["WellSamples"] = .array(
            try record.samples.map { try wellSample($0, record.ownership, contents) }
        )
        return document.json
    }

    private func wellSample(
        _ record: WellSampleRecord,
        _ ownership: Ownership,
        _ contents: WellContents
    ) throws -> JSONValue {
        var document = Document("WellSample", id: record.id)
        document["omero:details"] = innerDetails(ownership)
        document["PositionX"] = record.positionX.map { .length($0, .referenceFrame) }
        document["PositionY"] = record.positionY.map { .length($0, .referenceFrame) }
        document.add("Timepoint", seconds: record.timepointSeconds)
        document["Image"] = try contents.image(record.imageID).map(imageOfWell)
        if let run = try record.plateAcquisitionID.flatMap(contents.plateAcquisition) {
            var inner = plainPlateAcquisition(run)
            inner["omero:details"] = innerDetails(run.ownership)
            document["PlateAcquisition"] = inner.json
        }
        return document.json
    }
}

/// What the fields of wells show, read when a document wants it; runs are read once.
final class WellContents {
    private let catalogue: any Catalogue
    private let visibility: Visibility
    private var runs: [Int: PlateAcquisitionRecord?] = [:]

    init(_ catalogue: any Catalogue, _ visibility: Visibility) {
        self.catalogue = catalogue
        self.visibility = visibility
    }

    /// Nil for images of others in a private group, to whom the plate may have belonged once.
    func image(_ id: Int) throws -> ImageRecord? {
        guard let image = try catalogue.image(id),
            visibility.contains(ownerID: image.ownerID, groupID: image.groupID)
        else { return nil }
        return image
    }

    func plateAcquisition(_ id: Int) throws -> PlateAcquisitionRecord? {
        if let known = runs[id] { return known }
        let found = try catalogue.plateAcquisition(id)
        runs[id] = .some(found)
        return found
    }
}
