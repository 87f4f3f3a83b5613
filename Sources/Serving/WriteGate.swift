import Kernel
import Synchronization

/// Where a delivery waits until its socket has room again.
final class WriteGate: Sendable {
    private enum State {
        case shut
        case open
        case waiting(CheckedContinuation<Bool, Never>)
        case abandoned
    }

    private let state = Mutex(State.shut)
    private let progress = Atomic<Int64>(MonotonicTime.now().nanoseconds)

    /// Whether the delivery waits for a client that has taken nothing since before that moment.
    func isStalled(since moment: MonotonicTime) -> Bool {
        let isWaiting = state.withLock { state in
            if case .waiting = state { true } else { false }
        }
        return isWaiting && progress.load(ordering: .relaxed) < moment.nanoseconds
    }

    /// The connection was given up.
    var isAbandoned: Bool {
        state.withLock { state in
            if case .abandoned = state { true } else { false }
        }
    }

    /// The client took something, or there is something new to take.
    func renew() {
        progress.store(MonotonicTime.now().nanoseconds, ordering: .relaxed)
    }

    /// Waits until there may be room; false when the connection was given up.
    func wait() async -> Bool {
        await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                switch state {
                case .open:
                    state = .shut
                    return true
                case .abandoned:
                    return false
                case .shut, .waiting:
                    state = .waiting(continuation)
                    return nil
                }
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// The kernel says that there is room.
    func open() { resume(true, leaving: .open) }

    /// Nothing more can be sent.
    func abandon() { resume(false, leaving: .abandoned) }

    private func resume(_ answer: Bool, leaving next: State) {
        let continuation: CheckedContinuation<Bool, Never>? = state.withLock { state in
            switch state {
            case .waiting(let continuation):
                state = answer ? .shut : next
                return continuation
            case .abandoned:
                return nil
            case .shut, .open:
                state = next
                return nil
            }
        }
        continuation?.resume(returning: answer)
    }
}
