/// The few values that were used last, by their numbers: looking at all of them is cheaper than
/// keeping them in order.
struct LastUsed<Value: Sendable>: Sendable {
    private let countMax: Int
    /// The one that was used last stands at the end.
    private var entries: [(number: Int, value: Value)] = []

    init(countMax: Int) { self.countMax = countMax }

    /// Counts as a use.
    subscript(_ number: Int) -> Value? {
        mutating get {
            guard let place = entries.lastIndex(where: { $0.number == number }) else { return nil }
            if place < entries.count - 1 { entries.append(entries.remove(at: place)) }
            return entries[entries.count - 1].value
        }
    }

    /// Lets go of the value that has not been used for longest when there would be too many.
    mutating func keep(_ value: Value, as number: Int) {
        entries.append((number, value))
        if entries.count > countMax { entries.removeFirst() }
    }
}
