import HTTP
import Kernel
import Synchronization

/// What other threads and tasks tell the loop about a connection.
struct Completion: Sendable {
    enum Outcome: Sendable {
        /// A helper made the response; the loop writes it.
        case response(Response, Request)
        /// The rest of the response is for another process.
        case moving(MovingBody)
        /// The response is written whole; the connection may go on.
        case keep
        /// The response is written whole, and was the last.
        case close
        /// The response could not be written.
        case broken
    }

    var number: Int32
    var serial: UInt64
    var outcome: Outcome
}

/// Where completions wait for the loop.
final class Mailbox: Sendable {
    private let waiting = Mutex<[Completion]>([])
    private let wakeup: Wakeup

    init(wakeup: Wakeup) { self.wakeup = wakeup }

    func post(_ completion: Completion) {
        let isFirst = waiting.withLock { completions in
            completions.append(completion)
            return completions.count == 1
        }
        if isFirst { wakeup.signal() }
    }

    func takeAll() -> [Completion] {
        waiting.withLock { completions in
            defer { completions = [] }
            return completions
        }
    }
}
