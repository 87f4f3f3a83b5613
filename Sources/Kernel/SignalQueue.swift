import CLinux
import Glibc

/// Signals as values that are read from a descriptor, instead of interrupting.
package final class SignalQueue: Sendable {
    package let descriptor: Descriptor

    /// Blocks the signals in this thread and all it starts later; call it before any thread starts.
    package init(_ signals: [Signal]) throws(SystemError) {
        let numbers = signals.map(\.rawValue)
        try check("sigmask") { unsafe clinux_block_signals(numbers, Int32(numbers.count)) }
        try check("signal") { clinux_ignore_sigpipe() }
        descriptor = Descriptor(
            owning: try check("signalfd") { unsafe clinux_signalfd(numbers, Int32(numbers.count)) }
        )
    }

    /// The next signal that arrived; nil when none waits.
    package func next() throws(SystemError) -> Signal? {
        let number = try check("read signalfd") { clinux_next_signal(descriptor.number) }
        return number == 0 ? nil : Signal(rawValue: number)
    }
}

/// The signals the processes of this server understand.
package enum Signal: Int32, Sendable {
    case hangup = 1
    case interrupt = 2
    case quit = 3
    case abort = 6
    case kill = 9
    case user1 = 10
    case user2 = 12
    case terminate = 15
    case child = 17
    case ttyIn = 21
    case ttyOut = 22

    /// Sends the signal; false when there is no such process.
    @discardableResult
    package func send(to process: Int32) -> Bool { Glibc.kill(process, rawValue) == 0 }

    /// Whether a process of that number lives and we may signal it.
    package static func reaches(_ process: Int32) -> Bool { Glibc.kill(process, 0) == 0 }
}
