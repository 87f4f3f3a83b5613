import SQLite

/// The questions for what a container holds, in the order of names and then of numbers.
struct MemberQueries {
    let link: ObjectLink

    /// The rows of one page.
    ///
    /// Objects of a container share its group, so whoever sees the container sees all of them.
    /// Only an owner may be asked for besides, and then what others own is stepped over.
    func entries(
        of parent: Int,
        ownerID: Int?,
        _ place: ListPlace,
        _ connection: Connection
    ) throws -> [ListEntry] {
        guard place.limit > 0 else { return [] }
        let text = text(ownerID: ownerID, place)
        let read = { (row: inout Row) throws -> ListEntry in
            ListEntry(id: try row.next(), name: try row.next())
        }
        let (limit, skipped) = (place.limit, place.skippedCount)
        guard let after = place.after else {
            return try connection.rows(text, limit, skipped, parent, read: read)
        }
        return try connection.rows(text, limit, skipped, parent, after.name, after.id, read: read)
    }

    /// The parameters are the limit, the offset, the container and the name and id to start after.
    func text(ownerID: Int?, _ place: ListPlace) -> String {
        let link = link.table
        let order = place.isFromEnd ? " DESC" : ""
        let after = place.after != nil ? " AND (link.sortname, link.child) > (lower(?4), ?5)" : ""
        return """
            SELECT link.child, link.sortname FROM \(link) AS link\(ownerID.map(join) ?? "")
            WHERE link.parent = ?3\(after)
            ORDER BY link.sortname\(order), link.child\(order) LIMIT ?1 OFFSET ?2
            """
    }

    /// CROSS JOIN keeps the order of the tables, and with it of the rows.
    private func join(owner: Int) -> String {
        let child = link.child.rawValue
        return " CROSS JOIN \(child) ON \(child).id = link.child AND \(child).owner_id = \(owner)"
    }

    /// The count that the container keeps, or one of those with an owner.
    func count(of parent: Int, ownerID: Int?, _ connection: Connection) throws -> Int {
        guard let ownerID else {
            let text = "SELECT \(link.countColumn) FROM \(link.parent.rawValue) WHERE id = ?"
            return try connection.row(text, parent) { try $0.next(Int.self) } ?? 0
        }
        let text = """
            SELECT count(*) FROM \(link.table) AS link\(join(owner: ownerID)) WHERE link.parent = ?
            """
        return try connection.row(text, parent) { try $0.next(Int.self) } ?? 0
    }
}
