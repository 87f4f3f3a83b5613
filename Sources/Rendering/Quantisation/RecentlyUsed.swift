/// The values that were used last, up to a number of them.
struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let countMax: Int
    private var entries: [Key: Entry] = [:]
    private var clock = 0

    private struct Entry: Sendable {
        var value: Value
        var lastUse: Int
    }

    init(countMax: Int) { self.countMax = countMax }

    var count: Int { entries.count }

    /// Counts as a use.
    subscript(_ key: Key) -> Value? {
        mutating get {
            clock += 1
            entries[key]?.lastUse = clock
            return entries[key]?.value
        }
    }

    /// Forgets the value that has not been used for longest when there would be too many.
    mutating func insert(_ value: Value, for key: Key) {
        clock += 1
        entries[key] = Entry(value: value, lastUse: clock)
        guard entries.count > countMax else { return }
        // Few entries, and seldom: looking at all of them is cheaper than keeping them in order.
        if let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            entries[oldest.key] = nil
        }
    }
}
