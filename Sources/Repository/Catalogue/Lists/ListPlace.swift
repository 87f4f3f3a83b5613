/// Where in a list a page begins, as a statement finds it.
struct ListPlace: Equatable, Sendable {
    /// The row before; nil from the beginning.
    var after: ListEntry?
    /// Rows that are stepped over from there.
    var skippedCount: Int
    var limit: Int
    /// Counted from the end of the list, whose last row comes first.
    var isFromEnd = false

    /// Where every list begins.
    static let start = ListPlace(ListPage(limit: 1))

    /// No list has more rows; sums with it stay numbers.
    private static let skippedCountMax = 1 << 48

    init(_ page: ListPage) {
        limit = page.limit
        switch page.start {
        case .offset(let count):
            (after, skippedCount) = (nil, min(max(0, count), Self.skippedCountMax))
        case .after(let name, let id): (after, skippedCount) = (ListEntry(id: id, name: name), 0)
        }
    }

    /// The same rows counted from the end, where that is the shorter way; nil where it is not.
    func fromEnd(ofList totalCount: Int) -> ListPlace? {
        let count = min(limit, totalCount - skippedCount)
        let behindCount = totalCount - skippedCount - count
        guard after == nil, count > 0, behindCount < skippedCount else { return nil }
        var place = self
        (place.skippedCount, place.limit, place.isFromEnd) = (behindCount, count, true)
        return place
    }
}

/// A row of a list, ordered as the database orders texts: by their bytes.
struct ListEntry: Comparable, Sendable {
    let id: Int
    let name: String

    static func < (one: ListEntry, other: ListEntry) -> Bool {
        if one.name.utf8.elementsEqual(other.name.utf8) { return one.id < other.id }
        return one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
    }
}
