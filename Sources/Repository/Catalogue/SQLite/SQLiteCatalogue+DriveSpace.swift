import SQLite

extension SQLiteCatalogue {
    package func driveSpace(_ filter: ListFilter) throws -> [DriveSpace] {
        let text = """
            SELECT group_id, owner_id, bytes FROM drivespace
            WHERE bytes > 0 AND (?1 IS NULL OR group_id = ?1) AND (?2 IS NULL OR owner_id = ?2)
            AND \(filter.visibility.condition(on: "drivespace"))
            ORDER BY group_id, owner_id
            """
        return try database.read { connection in
            try connection.rows(text, filter.groupID, filter.ownerID) { row in
                DriveSpace(
                    groupID: try row.next(),
                    ownerID: try row.next(),
                    byteCount: try row.next()
                )
            }
        }
    }
}
