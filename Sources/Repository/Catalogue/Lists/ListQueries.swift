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

    /// The ids of one page.
    func ids(
        _ scope: ListScope,
        isOrphaned: Bool,
        _ page: ListPage,
        _ connection: Connection
    ) throws -> [Int] {
        guard !scope.strips.isEmpty, page.limit > 0 else { return [] }
        if scope.strips.count <= Self.stripsMax {
            return try entries(scope.strips, isOrphaned: isOrphaned, page, connection).map(\.id)
        }
        // More than a statement merges are merged here, from parts that each reach past the page.
        let skipped = page.skippedCount
        let reach = page.limit.addingReportingOverflow(skipped)
        var longer = page
        longer.limit = reach.overflow ? Int.max : reach.partialValue
        if case .offset = page.start { longer.start = .offset(0) }
        let starts = stride(from: 0, to: scope.strips.count, by: Self.stripsMax)
        let found = try starts.flatMap { start in
            let part = scope.strips[start...].prefix(Self.stripsMax)
            return try entries(Array(part), isOrphaned: isOrphaned, longer, connection)
        }
        return found.sorted().dropFirst(skipped).prefix(page.limit).map(\.id)
    }

    private func entries(
        _ strips: [ListScope.Strip],
        isOrphaned: Bool,
        _ page: ListPage,
        _ connection: Connection
    ) throws -> [ListEntry] {
        let read = { (row: inout Row) throws -> ListEntry in
            ListEntry(id: try row.next(), name: try row.next())
        }
        let text = text(strips, isOrphaned: isOrphaned, isAfter: page.isAfter)
        return switch page.start {
        case .offset(let offset): try connection.rows(text, page.limit, offset, read: read)
        case .after(let name, let id):
            try connection.rows(text, page.limit, name, id, read: read)
        }
    }

    /// Regions, which need no name, come by their numbers alone.
    private var key: String { kind == .roi ? "'' AS sortname" : "sortname" }
    private var order: String { kind == .roi ? "id" : "sortname, id" }

    /// The limit is the first parameter; the offset, or the name and the id to start after, follow.
    func text(_ strips: [ListScope.Strip], isOrphaned: Bool, isAfter: Bool) -> String {
        let parts = strips.map { strip in
            var conditions: [String] = []
            if let group = strip.groupID { conditions.append("group_id = \(group)") }
            if let owner = strip.ownerID { conditions.append("owner_id = \(owner)") }
            if isOrphaned { conditions.append("parentcount = 0") }
            if isAfter { conditions.append("(sortname, id) > (lower(?2), ?3)") }
            let condition =
                conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
            return "SELECT id, \(key) FROM \(kind.rawValue)\(condition)"
        }
        return parts.joined(separator: " UNION ALL ")
            + " ORDER BY \(order) LIMIT ?1" + (isAfter ? "" : " OFFSET ?2")
    }
}

/// A row of a list, ordered as the database orders texts: by their bytes.
private struct ListEntry: Comparable {
    let id: Int
    let name: String

    static func < (one: ListEntry, other: ListEntry) -> Bool {
        if one.name.utf8.elementsEqual(other.name.utf8) { return one.id < other.id }
        return one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
    }
}

extension ListPage {
    fileprivate var isAfter: Bool {
        if case .after = start { true } else { false }
    }

    fileprivate var skippedCount: Int {
        if case .offset(let count) = start { count } else { 0 }
    }
}
