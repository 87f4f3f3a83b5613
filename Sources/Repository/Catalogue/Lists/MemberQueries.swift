import SQLite

/// The questions for what a container holds, in the order of names and then of numbers.
struct MemberQueries {
    let link: ObjectLink

    /// Objects of a container share its group, so whoever sees the container sees all of them.
    ///
    /// Only an owner may be asked for besides, and then what others own is stepped over.
    func ids(
        of parent: Int,
        ownerID: Int?,
        _ page: ListPage,
        _ connection: Connection
    ) throws -> [Int] {
        let text = text(hasOwner: ownerID != nil, page)
        let read = { (row: inout Row) throws -> Int in try row.next() }
        return switch (page.start, ownerID) {
        case (.offset(let offset), nil):
            try connection.rows(text, parent, page.limit, offset, read: read)
        case (.offset(let offset), let owner?):
            try connection.rows(text, parent, page.limit, offset, owner, read: read)
        case (.after(let name, let id), nil):
            try connection.rows(text, parent, page.limit, name, id, read: read)
        case (.after(let name, let id), let owner?):
            try connection.rows(text, parent, page.limit, name, id, owner, read: read)
        }
    }

    func text(hasOwner: Bool, _ page: ListPage) -> String {
        let link = link.table
        let (after, rest, owner) =
            switch page.start {
            case .offset: ("", " OFFSET ?3", "?4")
            case .after: (" AND (link.sortname, link.child) > (lower(?3), ?4)", "", "?5")
            }
        let join = hasOwner ? ownerJoin(owner) : ""
        return """
            SELECT link.child FROM \(link) AS link\(join)
            WHERE link.parent = ?1\(after)
            ORDER BY link.sortname, link.child LIMIT ?2\(rest)
            """
    }

    /// CROSS JOIN keeps the order of the tables, and with it of the rows.
    private func ownerJoin(_ parameter: String) -> String {
        let child = link.child.rawValue
        return
            " CROSS JOIN \(child) ON \(child).id = link.child AND \(child).owner_id = \(parameter)"
    }

    /// The count that the container keeps, or one of those with an owner.
    func count(of parent: Int, ownerID: Int?, _ connection: Connection) throws -> Int {
        guard let ownerID else {
            let text = "SELECT \(link.countColumn) FROM \(link.parent.rawValue) WHERE id = ?"
            return try connection.row(text, parent) { try $0.next(Int.self) } ?? 0
        }
        let text = """
            SELECT count(*) FROM \(link.table) AS link\(ownerJoin("?2")) WHERE link.parent = ?1
            """
        return try connection.row(text, parent, ownerID) { try $0.next(Int.self) } ?? 0
    }
}
