import Kernel
import Synchronization

/// Tasks of a loop that sleep, in the order in which they wake.
final class LoopTimers: Sendable {
    private struct Sleeper {
        var wakes: MonotonicTime
        var continuation: CheckedContinuation<Void, Never>
    }

    /// The one that wakes last first.
    private let sleepers = Mutex<[Sleeper]>([])

    /// Called by tasks on the loop: it looks at `next` before it waits again.
    func sleep(until moment: MonotonicTime) async {
        await withCheckedContinuation { continuation in
            sleepers.withLock { sleepers in
                var low = 0
                var high = sleepers.count
                while low < high {
                    let middle = (low + high) / 2
                    if sleepers[middle].wakes > moment { low = middle + 1 } else { high = middle }
                }
                sleepers.insert(Sleeper(wakes: moment, continuation: continuation), at: low)
            }
        }
    }

    /// When somebody wakes next; nil when nobody sleeps.
    var next: MonotonicTime? { sleepers.withLock { $0.last?.wakes } }

    /// Wakes all whose time has come.
    func wake(at now: MonotonicTime) {
        while let sleeper = takeDue(now) { sleeper.continuation.resume() }
    }

    private func takeDue(_ now: MonotonicTime) -> Sleeper? {
        sleepers.withLock { sleepers in
            guard let last = sleepers.last, last.wakes <= now else { return nil }
            return sleepers.removeLast()
        }
    }
}
