import SQLite

/// Writes the rows of regions; part of a transaction that others begin and end.
struct RegionWriting {
    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// Writes a region with its shapes; answers its id.
    func insert(_ roi: NewRegion, atSeconds seconds: Int) throws -> Int {
        let id = try insertEmpty(roi, atSeconds: seconds)
        for shape in roi.shapes { _ = try ShapeWriting(connection).insert(shape, of: id) }
        return id
    }

    /// Writes a region without its shapes; answers its id.
    func insertEmpty(_ roi: NewRegion, atSeconds seconds: Int) throws -> Int {
        try connection.run(
            """
            INSERT INTO roi (image, name, description, owner_id, group_id, created)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            roi.imageID,
            roi.name,
            roi.description,
            roi.ownership.ownerID,
            roi.ownership.groupID,
            seconds
        )
        return connection.lastInsertedID
    }
}
