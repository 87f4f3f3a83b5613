import Synchronization

/// Values that are costly to make, by what they are made from; all are forgotten when they get too many.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let values = Mutex<[Key: Value]>([:])
    private let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    func value(for key: Key, make: () -> Value) -> Value {
        if let known = values.withLock({ $0[key] }) { return known }
        let value = make()
        values.withLock { values in
            if values.count >= countMax { values.removeAll() }
            values[key] = value
        }
        return value
    }
}
