import Kernel
package import Pixels
import SQLite

extension SQLiteCatalogue {
    /// Shapes of one region.
    package static let shapesMax = 100_000

    package func roi(_ id: Int) throws -> RegionRecord? {
        try database.read { try roi(id, $0) }
    }

    func roi(_ id: Int, _ connection: Connection) throws -> RegionRecord? {
        let found = try connection.row(RegionQueries.one, id) { try RegionRecord(row: &$0) }
        guard var region = found else { return nil }
        region.shapes = try connection.rows(RegionQueries.shapes, id) {
            try ShapeRecord(row: &$0)
        }
        return region
    }

    package func rois(
        ofImage image: Int,
        offset: Int,
        limit: Int
    ) throws -> Listed<RegionRecord> {
        try database.read { connection in
            let ids = try connection.rows(RegionQueries.ofImage, image, limit, offset) {
                try $0.next(Int.self)
            }
            return Listed(
                records: try ids.compactMap { try roi($0, connection) },
                totalCount: try roiCount(ofImage: image, connection)
            )
        }
    }

    package func rois(
        _ filter: ListFilter,
        offset: Int,
        limit: Int
    ) throws -> Listed<RegionRecord> {
        guard !filter.isOrphaned else { return Listed(records: [], totalCount: 0) }
        return try listed(.roi, filter, ListPage(.offset(offset), limit: limit), read: roi)
    }

    package func roiCount(ofImage image: Int) throws -> Int {
        try database.read { try roiCount(ofImage: image, $0) }
    }

    private func roiCount(ofImage image: Int, _ connection: Connection) throws -> Int {
        let text = "SELECT roicount FROM image WHERE id = ?"
        return try connection.row(text, image) { try $0.next(Int.self) } ?? 0
    }

    package func shape(_ id: Int) throws -> (roiID: Int, record: ShapeRecord)? {
        try database.read { connection in
            try connection.row(RegionQueries.shape, id) {
                (roiID: try $0.next(), record: try ShapeRecord(row: &$0))
            }
        }
    }

    package func createROI(_ roi: NewRegion) throws -> Int {
        guard roi.shapes.count <= Self.shapesMax else {
            throw RepositoryError.tooMany(name: "shapes", countMax: Self.shapesMax)
        }
        return try database.write { connection in
            let image = ObjectReference(.image, roi.imageID)
            guard try exists(image, connection) else { throw RepositoryError.noSuchObject(image) }
            let id = try RegionWriting(connection).insert(roi, atSeconds: WallClock.nowSeconds())
            try log(.insert, ObjectReference(.roi, id), by: roi.ownership.ownerID, connection)
            return id
        }
    }

    package func addShape(_ shape: Shape, toROI roi: Int, by userID: Int) throws -> Int {
        try database.write { connection in
            let region = ObjectReference(.roi, roi)
            guard try exists(region, connection) else {
                throw RepositoryError.noSuchObject(region)
            }
            let id = try ShapeWriting(connection).insert(shape, of: roi)
            try log(.update, region, by: userID, connection)
            return id
        }
    }

    package func updateShape(_ id: Int, to shape: Shape, by userID: Int) throws {
        try database.write { connection in
            let object = ObjectReference(.shape, id)
            guard try ShapeWriting(connection).update(id, to: shape) else {
                throw RepositoryError.noSuchObject(object)
            }
            try log(.update, object, by: userID, connection)
        }
    }
}

/// The questions about regions.
enum RegionQueries {
    static let one = """
        SELECT id, image, name, description, owner_id, group_id, created FROM roi WHERE id = ?
        """
    static let ofImage = "SELECT id FROM roi WHERE image = ? ORDER BY id LIMIT ? OFFSET ?"
    static let shapes = "SELECT \(ShapeColumns.read) FROM shape WHERE roi = ? ORDER BY id"
    static let shape = "SELECT roi, \(ShapeColumns.read) FROM shape WHERE id = ?"
}

extension RegionRecord {
    fileprivate init(row: inout Row) throws {
        id = try row.next()
        imageID = try row.next()
        name = try row.next()
        description = try row.next()
        ownership = Ownership(ownerID: try row.next(), groupID: try row.next())
        createdSeconds = try row.next()
        shapes = []
    }
}
