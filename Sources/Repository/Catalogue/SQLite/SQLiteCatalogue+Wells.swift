import SQLite

extension SQLiteCatalogue {
    package func imageIDs(ofPlate plate: Int) throws -> [Int] {
        try database.read { connection in
            try connection.rows(WellQueries.images, plate) { try $0.next(Int.self) }
        }
    }

    package func fieldRange(
        ofPlate plate: Int,
        plateAcquisition: Int?
    ) throws -> ClosedRange<Int>? {
        try database.read { connection in
            let found = try connection.row(WellQueries.fieldRange, plate, plateAcquisition) {
                (low: try $0.next(Int?.self), high: try $0.next(Int?.self))
            }
            guard let low = found?.low, let high = found?.high else { return nil }
            return low...high
        }
    }

    package func plateAcquisition(_ id: Int) throws -> PlateAcquisitionRecord? {
        try database.read { connection in
            try connection.row(WellQueries.plateAcquisition, id) {
                try PlateAcquisitionRecord(row: &$0)
            }
        }
    }

    package func plateAcquisitions(ofPlate plate: Int) throws -> [PlateAcquisitionRecord] {
        try database.read { connection in
            try connection.rows(WellQueries.plateAcquisitions, plate) {
                try PlateAcquisitionRecord(row: &$0)
            }
        }
    }

    package func well(_ id: Int) throws -> WellRecord? {
        try database.read { try well(id, $0) }
    }

    func well(_ id: Int, _ connection: Connection) throws -> WellRecord? {
        let found = try connection.row(WellQueries.well, id) { try WellRecord(row: &$0) }
        return try found.map { try complete($0, .all, connection) }
    }

    package func wells(
        ofPlate plate: Int,
        _ fields: WellFields,
        offset: Int,
        limit: Int
    ) throws -> Listed<WellRecord> {
        let (position, acquisition) = (fields.position, fields.plateAcquisitionID)
        let condition = fields == .all ? "" : WellQueries.hasField
        return try database.read { connection in
            let count = try connection.row(
                WellQueries.count(condition),
                plate,
                position,
                acquisition
            ) { try $0.next(Int.self) }
            let wells = try connection.rows(
                WellQueries.page(condition),
                plate,
                position,
                acquisition,
                limit,
                offset
            ) { try WellRecord(row: &$0) }
            return Listed(
                records: try wells.map { try complete($0, fields, connection) },
                totalCount: count ?? 0
            )
        }
    }

    package func wellSample(
        ofImage image: Int
    ) throws -> (wellID: Int, sample: WellSampleRecord)? {
        try database.read { connection in
            try connection.row(WellQueries.sampleOfImage, image) {
                (wellID: try $0.next(), sample: try WellSampleRecord(row: &$0))
            }
        }
    }

    private func complete(
        _ well: WellRecord,
        _ fields: WellFields,
        _ connection: Connection
    ) throws -> WellRecord {
        var well = well
        well.samples = try connection.rows(
            WellQueries.samples,
            well.id,
            fields.position,
            fields.plateAcquisitionID
        ) { try WellSampleRecord(row: &$0) }
        return well
    }
}

/// The questions about wells; a plate has some thousands of them and a few runs,
/// which are counted and sorted when asked for.
enum WellQueries {
    static let images = """
        SELECT wellsample.image FROM well CROSS JOIN wellsample ON wellsample.well = well.id
        WHERE well.plate = ?
        """

    /// Of a plate (1), and of one run over it (2) or all.
    static let fieldRange = """
        SELECT min(position), max(position)
        FROM well CROSS JOIN wellsample ON wellsample.well = well.id
        WHERE well.plate = ?1 AND (?2 IS NULL OR wellsample.plateacquisition = ?2)
        """

    private static let acquisitionColumns = """
        SELECT plateacquisition.id, plate.id, plateacquisition.name,
            plateacquisition.description, maximumfieldcount, starttime, endtime, owner_id, group_id
        FROM plateacquisition CROSS JOIN plate ON plate.id = plateacquisition.plate
        """
    static let plateAcquisition = "\(acquisitionColumns) WHERE plateacquisition.id = ?"
    static let plateAcquisitions = """
        \(acquisitionColumns) WHERE plateacquisition.plate = ?
        ORDER BY lower(plateacquisition.name), plateacquisition.id
        """

    private static let wellColumns = """
        SELECT well.id, plate.id, well."row", well."column", externaldescription,
            well.externalidentifier, well.type, well.status, well.color, owner_id, group_id
        FROM well CROSS JOIN plate ON plate.id = well.plate
        """
    static let well = "\(wellColumns) WHERE well.id = ?"

    /// Parameters 2 and 3 are the field and the run, null for any.
    static let hasField = """
        AND EXISTS (
            SELECT 1 FROM wellsample WHERE wellsample.well = well.id
            AND (?2 IS NULL OR position = ?2) AND (?3 IS NULL OR plateacquisition = ?3)
        )
        """

    static func count(_ condition: String) -> String {
        let unused = condition.isEmpty ? " AND ?2 IS NULL AND ?3 IS NULL" : ""
        return "SELECT count(*) FROM well WHERE plate = ?1\(unused) \(condition)"
    }

    static func page(_ condition: String) -> String {
        let unused = condition.isEmpty ? " AND ?2 IS NULL AND ?3 IS NULL" : ""
        return """
            \(wellColumns) WHERE well.plate = ?1\(unused) \(condition)
            ORDER BY well."column", well."row" LIMIT ?4 OFFSET ?5
            """
    }

    private static let sampleColumns =
        "id, position, image, plateacquisition, positionx, positiony, timepoint"
    static let samples = """
        SELECT \(sampleColumns) FROM wellsample
        WHERE well = ?1 AND (?2 IS NULL OR position = ?2) AND (?3 IS NULL OR plateacquisition = ?3)
        ORDER BY position
        """
    static let sampleOfImage = "SELECT well, \(sampleColumns) FROM wellsample WHERE image = ?"
}

extension PlateAcquisitionRecord {
    fileprivate init(row: inout Row) throws {
        id = try row.next()
        plateID = try row.next()
        name = try row.next()
        description = try row.next()
        maximumFieldCount = try row.next()
        startSeconds = try row.next()
        endSeconds = try row.next()
        ownership = Ownership(ownerID: try row.next(), groupID: try row.next())
    }
}

extension WellRecord {
    fileprivate init(row: inout Row) throws {
        id = try row.next()
        plateID = try row.next()
        self.row = try row.next()
        column = try row.next()
        externalDescription = try row.next()
        externalIdentifier = try row.next()
        type = try row.next()
        status = try row.next()
        color = try row.next()
        ownership = Ownership(ownerID: try row.next(), groupID: try row.next())
        samples = []
    }
}

extension WellSampleRecord {
    fileprivate init(row: inout Row) throws {
        id = try row.next()
        position = try row.next()
        imageID = try row.next()
        plateAcquisitionID = try row.next()
        positionX = try row.next()
        positionY = try row.next()
        timepointSeconds = try row.next()
    }
}
