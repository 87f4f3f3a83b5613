import SQLite

extension SQLiteCatalogue {
    package func rois(
        ofImage image: Int,
        on planes: PlaneRange,
        offset: Int,
        limit: Int
    ) throws -> Listed<RegionRecord> {
        let text = "SELECT id FROM \(Self.onPlanes) ORDER BY id LIMIT ?6 OFFSET ?7"
        return try database.read { connection in
            let ids = try connection.rows(
                text,
                image,
                planes.z?.lowerBound,
                planes.z?.upperBound,
                planes.t?.lowerBound,
                planes.t?.upperBound,
                limit,
                offset
            ) { try $0.next(Int.self) }
            return Listed(
                records: try ids.compactMap { try roi($0, connection) },
                totalCount: try count(image, planes, before: nil, connection)
            )
        }
    }

    package func shapePlanes(
        ofImage image: Int
    ) throws -> [(z: Int?, t: Int?, shapeCount: Int)] {
        let text = """
            SELECT thez, thet, count(*) FROM roi CROSS JOIN shape ON shape.roi = roi.id
            WHERE roi.image = ? GROUP BY thez, thet
            """
        return try database.read { connection in
            try connection.rows(text, image) {
                (z: try $0.next(), t: try $0.next(), shapeCount: try $0.next())
            }
        }
    }

    package func roiPlace(
        _ roi: Int,
        ofImage image: Int,
        on planes: PlaneRange
    ) throws -> (index: Int, count: Int) {
        try database.read { connection in
            (
                try count(image, planes, before: roi, connection),
                try count(image, planes, before: nil, connection)
            )
        }
    }

    /// - Parameter roi: nil counts all.
    private func count(
        _ image: Int,
        _ planes: PlaneRange,
        before roi: Int?,
        _ connection: Connection
    ) throws -> Int {
        let text = "SELECT count(*) FROM \(Self.onPlanes) AND (?6 IS NULL OR id < ?6)"
        return try connection.row(
            text,
            image,
            planes.z?.lowerBound,
            planes.z?.upperBound,
            planes.t?.lowerBound,
            planes.t?.upperBound,
            roi
        ) { try $0.next(Int.self) } ?? 0
    }

    /// The regions of an image with a shape on one of the planes.
    private static let onPlanes = """
        roi WHERE image = ?1 AND EXISTS (
            SELECT 1 FROM shape WHERE shape.roi = roi.id
                AND (?2 IS NULL OR thez IS NULL OR thez BETWEEN ?2 AND ?3)
                AND (?4 IS NULL OR thet IS NULL OR thet BETWEEN ?4 AND ?5)
        )
        """
}
