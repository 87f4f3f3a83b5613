import SQLite

/// The questions for lists of a kind, in the order of names and then of numbers.
struct ListQueries {
    /// A kind that the census counts.
    let kind: ObjectKind

    /// Strips that one statement merges.
    static let stripsMax = 200

    func scope(_ filter: ListFilter, _ connection: Connection) throws -> ListScope {
        let count = filter.isOrphaned ? "orphaned" : "total"
        let columns = "SELECT group_id, owner_id, \(count) FROM census WHERE entity = ?"
        let read = { (row: inout Row) throws -> ListScope.CensusRow in
            ListScope.CensusRow(
                groupID: try row.next(),
                ownerID: try row.next(),
                count: try row.next()
            )
        }
        let entity = kind.rawValue
        let census =
            if let owner = filter.ownerID {
                try connection.rows("\(columns) AND owner_id = ?", entity, owner, read: read)
            } else if let group = filter.groupID {
                try connection.rows("\(columns) AND group_id = ?", entity, group, read: read)
            } else {
                try connection.rows(columns, entity, read: read)
            }
        return ListScope(filter, census)
    }

    /// The rows of one page.
    func entries(
        _ scope: ListScope,
        isOrphaned: Bool,
        _ place: ListPlace,
        _ connection: Connection
    ) throws -> [ListEntry] {
        guard !scope.strips.isEmpty, place.limit > 0 else { return [] }
        if scope.strips.count <= Self.stripsMax {
            return try entries(scope.strips, isOrphaned: isOrphaned, place, connection)
        }
        // More than a statement merges are merged here, from parts that each reach past the page.
        var longer = place
        let reach = place.limit.addingReportingOverflow(place.skippedCount)
        longer.limit = reach.overflow ? Int.max : reach.partialValue
        longer.skippedCount = 0
        let starts = stride(from: 0, to: scope.strips.count, by: Self.stripsMax)
        let found = try starts.flatMap { start in
            let part = scope.strips[start...].prefix(Self.stripsMax)
            return try entries(Array(part), isOrphaned: isOrphaned, longer, connection)
        }
        return Array(found.sorted().dropFirst(place.skippedCount).prefix(place.limit))
    }

    private func entries(
        _ strips: [ListScope.Strip],
        isOrphaned: Bool,
        _ place: ListPlace,
        _ connection: Connection
    ) throws -> [ListEntry] {
        let read = { (row: inout Row) throws -> ListEntry in
            ListEntry(id: try row.next(), name: try row.next())
        }
        let text = text(strips, isOrphaned: isOrphaned, place)
        let (limit, skipped) = (place.limit, place.skippedCount)
        guard let after = place.after else {
            return try connection.rows(text, limit, skipped, read: read)
        }
        return try connection.rows(text, limit, skipped, after.name, after.id, read: read)
    }

    /// Regions, which need no name, come by their numbers alone.
    private var key: String { kind == .roi ? "'' AS sortname" : "sortname" }
    private func order(_ place: ListPlace) -> String {
        let columns = kind == .roi ? ["id"] : ["sortname", "id"]
        return columns.map { place.isFromEnd ? $0 + " DESC" : $0 }.joined(separator: ", ")
    }
    private var isBehind: String {
        kind == .roi ? "(?3 IS NOT NULL AND id > ?4)" : "(sortname, id) > (lower(?3), ?4)"
    }

    /// The parameters are the limit, the offset and the name and id to start after, if any.
    func text(_ strips: [ListScope.Strip], isOrphaned: Bool, _ place: ListPlace) -> String {
        let parts = strips.map { strip in
            var conditions: [String] = []
            if let group = strip.groupID { conditions.append("group_id = \(group)") }
            if let owner = strip.ownerID { conditions.append("owner_id = \(owner)") }
            if isOrphaned { conditions.append("parentcount = 0") }
            if place.after != nil { conditions.append(isBehind) }
            let condition =
                conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
            return "SELECT id, \(key) FROM \(kind.rawValue)\(condition)"
        }
        return parts.joined(separator: " UNION ALL ")
            + " ORDER BY \(order(place)) LIMIT ?1 OFFSET ?2"
    }
}
