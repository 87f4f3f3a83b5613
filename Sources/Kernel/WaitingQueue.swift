import Glibc
import Synchronization

/// A queue between threads: any may add, those that take wait until there is something.
@safe package final class WaitingQueue<Element: Sendable>: @unchecked Sendable {
    private let elements = Mutex<[Element]>([])
    private let filled: UnsafeMutablePointer<sem_t>

    package init() {
        unsafe filled = .allocate(capacity: 1)
        unsafe sem_init(filled, 0, 0)
    }

    deinit {
        unsafe sem_destroy(filled)
        unsafe filled.deallocate()
    }

    package func add(_ element: sending Element) {
        elements.withLock { $0.append(element) }
        unsafe sem_post(filled)
    }

    /// The element that was added first; waits for one.
    package func take() -> Element {
        while true {
            while unsafe sem_wait(filled) != 0 {}
            let element = elements.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            if let element { return element }
        }
    }

    /// As `take`, but nil when nothing comes within the time.
    package func take(withinSeconds seconds: Double) -> Element? {
        var moment = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &moment)
        let nanoseconds = moment.tv_nsec + Int(seconds * 1e9)
        moment.tv_sec += nanoseconds / 1_000_000_000
        moment.tv_nsec = nanoseconds % 1_000_000_000
        while unsafe sem_timedwait(filled, &moment) != 0 {
            if errno != EINTR { return nil }
        }
        return elements.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }

    /// Up to `max` elements, those added first; waits for one.
    package func takeAll(max: Int) -> [Element] {
        while unsafe sem_wait(filled) != 0 {}
        return takeReady(max)
    }

    /// As `takeAll`, but none when nothing comes within the time.
    package func takeAll(max: Int, withinSeconds seconds: Double) -> [Element] {
        guard let first = take(withinSeconds: seconds) else { return [] }
        return [first] + takeMore(max - 1)
    }

    /// Takes one element whose place in the count was taken already, and more that are there.
    private func takeReady(_ max: Int) -> [Element] {
        let first = elements.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        return (first.map { [$0] } ?? []) + takeMore(max - 1)
    }

    private func takeMore(_ max: Int) -> [Element] {
        elements.withLock { elements in
            var count = 0
            // Each element has one place in the count; both are taken together.
            while count < min(max, elements.count), unsafe sem_trywait(filled) == 0 { count += 1 }
            let taken = Array(elements.prefix(count))
            elements.removeFirst(count)
            return taken
        }
    }
}
