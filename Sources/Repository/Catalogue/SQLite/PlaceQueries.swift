/// The questions for what lies in other things, along the order it is listed in.
///
/// What the filter leaves out is stepped over: there is no order for each owner and group.
struct PlaceQueries {
    /// Which of the things that hold them may be seen, by their table's columns; never empty.
    let condition: String

    /// Nil when nothing may be seen.
    init?(_ scope: ListScope) {
        guard !scope.strips.isEmpty else { return nil }
        condition = scope.strips.map { strip in
            let parts = [
                strip.groupID.map { "group_id = \($0)" }, strip.ownerID.map { "owner_id = \($0)" },
            ].compactMap { $0 }
            return parts.isEmpty ? "1" : parts.joined(separator: " AND ")
        }.joined(separator: " OR ")
    }

    var wellCount: String { "SELECT coalesce(sum(wellcount), 0) FROM plate WHERE \(condition)" }

    var wells: String {
        """
        SELECT well.id FROM well CROSS JOIN plate ON plate.id = well.plate
        WHERE \(condition)
        ORDER BY well."column", well."row", well.id LIMIT ? OFFSET ?
        """
    }

    var shapeCount: String {
        """
        SELECT count(*) FROM roi CROSS JOIN shape ON shape.roi = roi.id WHERE \(condition)
        """
    }

    var shapes: String {
        """
        SELECT roi, owner_id, group_id, shape.id FROM shape CROSS JOIN roi ON roi.id = shape.roi
        WHERE \(condition) ORDER BY shape.id LIMIT ? OFFSET ?
        """
    }

    static let ownersRegions = """
        SELECT id FROM roi WHERE image = ? AND owner_id = ? ORDER BY id LIMIT ? OFFSET ?
        """
    static let ownersRegionCount = "SELECT count(*) FROM roi WHERE image = ? AND owner_id = ?"
}
