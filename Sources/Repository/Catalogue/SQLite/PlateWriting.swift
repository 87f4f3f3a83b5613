import ImageFormats
import SQLite

/// Writes the plates of a fileset; part of a transaction that others begin and end.
///
/// What is there stays as it is, with the names that people gave it since.
struct PlateWriting {
    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// - Parameter imageIDs: in the order of the fileset's images.
    func write(_ fileset: NewFileset, _ filesetID: Int, imageIDs: [Int]) throws {
        var plates: [Int: Int] = [:]
        var runs: [[Int]: Int] = [:]
        for (image, id) in zip(fileset.images, imageIDs) {
            guard let place = image.place else { continue }
            let index = place.plate.index
            let plate = try plates[index] ?? self.plate(place.plate, fileset, filesetID)
            plates[index] = plate
            var runID: Int?
            if let run = place.run {
                runID = try runs[[index, run.index]] ?? self.run(run, ofPlate: plate)
                runs[[index, run.index]] = runID
            }
            try writeSample(place, image: id, plate: plate, run: runID)
        }
    }

    private func plate(
        _ plate: PlateDescription,
        _ fileset: NewFileset,
        _ filesetID: Int
    ) throws -> Int {
        let text = "SELECT id FROM plate WHERE fileset = ? AND series = ?"
        let found = try connection.row(text, filesetID, plate.index) { try $0.next(Int.self) }
        if let found { return found }
        try connection.run(
            """
            INSERT INTO plate (name, sortname, description, rowcount, columncount,
                rownamingconvention, columnnamingconvention, externalidentifier, status,
                fileset, series, owner_id, group_id, created)
            VALUES (?, lower(?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            plate.name,
            plate.name,
            plate.description ?? "",
            plate.rowCount,
            plate.columnCount,
            plate.rowNaming?.rawValue,
            plate.columnNaming?.rawValue,
            plate.externalIdentifier,
            plate.status,
            filesetID,
            plate.index,
            fileset.ownership.ownerID,
            fileset.ownership.groupID,
            fileset.importedSeconds
        )
        return connection.lastInsertedID
    }

    private func run(_ run: PlateRun, ofPlate plate: Int) throws -> Int {
        let text = "SELECT id FROM plateacquisition WHERE plate = ? AND position = ?"
        let found = try connection.row(text, plate, run.index) { try $0.next(Int.self) }
        if let found { return found }
        try connection.run(
            """
            INSERT INTO plateacquisition (plate, position, name, maximumfieldcount, starttime, endtime)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            plate,
            run.index,
            run.name,
            run.fieldCountMax,
            run.startSeconds,
            run.endSeconds
        )
        return connection.lastInsertedID
    }

    private func writeSample(
        _ place: WellPlace,
        image: Int,
        plate: Int,
        run: Int?
    ) throws {
        try connection.run(
            """
            INSERT INTO well (plate, "row", "column") VALUES (?, ?, ?) ON CONFLICT DO NOTHING
            """,
            plate,
            place.row,
            place.column
        )
        try connection.run(
            """
            INSERT INTO wellsample (well, position, image, plateacquisition)
            SELECT id, ?, ?, ? FROM well WHERE plate = ? AND "row" = ? AND "column" = ?
            ON CONFLICT DO NOTHING
            """,
            place.field,
            image,
            run,
            plate,
            place.row,
            place.column
        )
    }
}
