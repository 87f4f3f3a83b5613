import JSON
import Repository

extension DocumentWriter {
    func image(_ record: ImageRecord, _ place: Place) throws -> JSONValue {
        var document = plainImage(record)
        document["omero:details"] = try details(record.ownership)
        document["Pixels"] = pixels(record, hasChannels: place == .alone)
        if place == .list { document["url:image"] = address.object(.images, record.id) }
        document["url:datasets"] = address.members(.datasets, of: .images, record.id)
        if place == .alone {
            document["url:rois"] = address.members(.rois, of: .images, record.id)
        }
        return document.json
    }

    /// An image as the field of a well.
    func imageOfWell(_ record: ImageRecord) -> JSONValue {
        var document = plainImage(record)
        document["omero:details"] = innerDetails(record.ownership)
        document["url:image"] = address.object(.images, record.id)
        return document.json
    }

    private func plainImage(_ record: ImageRecord) -> Document {
        var document = Document("Image", id: record.id)
        document.add("Name", record.name)
        document.add("Description", record.description)
        document.add("AcquisitionDate", seconds: record.acquisitionSeconds)
        document["omero:archived"] = false
        document["omero:partial"] = false
        document["omero:series"] = .integer(record.series)
        document["omero:format"] = .enumeration(
            "Format",
            id: FormatNumbers.number(record.format),
            record.format
        )
        return document
    }
}

extension ImageRecord {
    var ownership: Ownership { Ownership(ownerID: ownerID, groupID: groupID) }
}

/// Numbers of formats, which OMERO keeps in a list of its own; here they are names alone.
enum FormatNumbers {
    private static let names = [
        "OME-TIFF", "TIFF", "PNG", "JPEG", "OME-Zarr", "Aperio SVS", "Hamamatsu NDPI or VMS",
        "Leica SCN", "MIRAX", "Philips TIFF", "Trestle TIFF", "Ventana BIF",
    ]

    /// From 1; 0 for a format that is not in the list.
    static func number(_ name: String) -> Int { (names.firstIndex(of: name) ?? -1) + 1 }
}
