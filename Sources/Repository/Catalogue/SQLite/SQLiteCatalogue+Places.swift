import SQLite

extension SQLiteCatalogue {
    package func wells(
        _ filter: ListFilter,
        offset: Int,
        limit: Int
    ) throws -> Listed<WellRecord> {
        try placed(filter, .plate) { queries, connection in
            let count = try connection.row(queries.wellCount) { try $0.next(Int.self) }
            let ids = try connection.rows(queries.wells, limit, offset) { try $0.next(Int.self) }
            return Listed(
                records: try ids.compactMap { try well($0, connection) },
                totalCount: count ?? 0
            )
        }
    }

    package func rois(
        ofImage image: Int,
        ownerID: Int?,
        offset: Int,
        limit: Int
    ) throws -> Listed<RegionRecord> {
        guard let ownerID else { return try rois(ofImage: image, offset: offset, limit: limit) }
        return try database.read { connection in
            let count = try connection.row(PlaceQueries.ownersRegionCount, image, ownerID) {
                try $0.next(Int.self)
            }
            let ids = try connection.rows(
                PlaceQueries.ownersRegions,
                image,
                ownerID,
                limit,
                offset
            ) { try $0.next(Int.self) }
            return Listed(
                records: try ids.compactMap { try roi($0, connection) },
                totalCount: count ?? 0
            )
        }
    }

    package func shapes(
        _ filter: ListFilter,
        offset: Int,
        limit: Int
    ) throws -> Listed<PlacedShape> {
        try placed(filter, .roi) { queries, connection in
            let count = try connection.row(queries.shapeCount) { try $0.next(Int.self) }
            let places = try connection.rows(queries.shapes, limit, offset) { row in
                (
                    roiID: try row.next(Int.self),
                    ownership: Ownership(ownerID: try row.next(), groupID: try row.next()),
                    id: try row.next(Int.self)
                )
            }
            let records = try places.compactMap { place in
                try connection.row(RegionQueries.shape, place.id) { row in
                    PlacedShape(
                        roiID: try row.next(),
                        ownership: place.ownership,
                        record: try ShapeRecord(row: &row)
                    )
                }
            }
            return Listed(records: records, totalCount: count ?? 0)
        }
    }

    /// Reads what lies in things of a kind; nothing when the filter admits none of these.
    private func placed<Record: Sendable>(
        _ filter: ListFilter,
        _ kind: ObjectKind,
        read: (PlaceQueries, Connection) throws -> Listed<Record>
    ) throws -> Listed<Record> {
        guard !filter.isOrphaned else { return Listed(records: [], totalCount: 0) }
        return try database.read { connection in
            let scope = try ListQueries(kind: kind).scope(filter, connection)
            guard let queries = PlaceQueries(scope) else {
                return Listed(records: [], totalCount: 0)
            }
            return try read(queries, connection)
        }
    }
}
