/// Where in a list a page begins, as a statement finds it.
struct ListPlace: Equatable, Sendable {
    /// The row before; nil from the beginning.
    var after: ListEntry?
    /// Rows that are stepped over from there.
    var skippedCount: Int
    var limit: Int

    init(_ page: ListPage) {
        limit = page.limit
        switch page.start {
        case .offset(let count): (after, skippedCount) = (nil, max(0, count))
        case .after(let name, let id): (after, skippedCount) = (ListEntry(id: id, name: name), 0)
        }
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
