import Kernel
import Synchronization

/// Lets threads that want the same thing at the same time make it once.
///
/// The first makes it, the others wait for its result or its error: never on an event loop, and
/// never for a key from within the making of that key.
final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private typealias Waiter = WaitingQueue<Result<Value, any Error>>

    private let flights = Mutex<[Key: [Waiter]]>([:])

    /// Whether this call made the value itself.
    func value(
        for key: Key,
        make: () throws -> Value
    ) throws -> (value: Value, isMaker: Bool) {
        if let waiter = join(key) { return (try waiter.take().get(), false) }
        let result = Result { try make() }
        let waiters = flights.withLock { $0.removeValue(forKey: key) } ?? []
        for waiter in waiters { waiter.add(result) }
        return (try result.get(), true)
    }

    /// A place among those who wait; nil for the first, who makes the value.
    private func join(_ key: Key) -> Waiter? {
        flights.withLock { flights in
            guard flights[key] != nil else {
                flights[key] = []
                return nil
            }
            let waiter = Waiter()
            flights[key]?.append(waiter)
            return waiter
        }
    }

    /// Threads that wait for the value of a key.
    func waitingCount(for key: Key) -> Int { flights.withLock { $0[key]?.count ?? 0 } }
}
