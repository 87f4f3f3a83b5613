import SQLite

extension SQLiteCatalogue {
    package func importCounts(on days: Range<Int>, _ filter: ListFilter) throws -> [Int: Int] {
        let text = HistoryQueries.count(filter)
        return try database.read { connection in
            var counts: [Int: Int] = [:]
            for day in days.clamped(to: HistoryQueries.days) {
                let count = try count(text, day, connection)
                if count > 0 { counts[day] = count }
            }
            return counts
        }
    }

    package func images(
        importedOn day: Int,
        _ filter: ListFilter,
        offset: Int,
        limit: Int
    ) throws -> Listed<ImageRecord> {
        guard HistoryQueries.days.contains(day) else { return Listed(records: [], totalCount: 0) }
        return try database.read { connection in
            let ids = try connection.rows(
                HistoryQueries.images(filter),
                day * HistoryQueries.daySeconds,
                (day + 1) * HistoryQueries.daySeconds,
                limit,
                offset
            ) { try $0.next(Int.self) }
            return Listed(
                records: try ids.compactMap { try image($0, connection) },
                totalCount: try count(HistoryQueries.count(filter), day, connection)
            )
        }
    }

    private func count(_ text: String, _ day: Int, _ connection: Connection) throws -> Int {
        let start = day * HistoryQueries.daySeconds
        return try connection.row(text, start, start + HistoryQueries.daySeconds) {
            try $0.next(Int.self)
        } ?? 0
    }
}

/// The questions about a day; each walks along the index of imports, and through that day alone.
enum HistoryQueries {
    static let daySeconds = 86_400
    /// No image was imported before 1970, and no calendar has the days after these.
    static let days = 0..<(1 << 32)

    static func count(_ filter: ListFilter) -> String {
        "SELECT count(*) FROM image INDEXED BY image_imported WHERE \(condition(filter))"
    }

    static func images(_ filter: ListFilter) -> String {
        """
        SELECT id FROM image INDEXED BY image_imported
        WHERE \(condition(filter)) ORDER BY imported, id LIMIT ? OFFSET ?
        """
    }

    /// It holds numbers alone.
    private static func condition(_ filter: ListFilter) -> String {
        var parts = ["imported >= ? AND imported < ?", filter.visibility.condition(on: "image")]
        if let owner = filter.ownerID { parts.append("owner_id = \(owner)") }
        if let group = filter.groupID { parts.append("group_id = \(group)") }
        if filter.isOrphaned { parts.append("parentcount = 0") }
        return parts.joined(separator: " AND ")
    }
}
