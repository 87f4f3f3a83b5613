package import Kernel
import LMDB
import Synchronization

/// One download of a user: what of it may be sent, and what was.
///
/// It asks for more before the last is used up, so that a fast stream seldom waits for the disk; what
/// it has reserved at a time is never more than `LeaseSize.bytesMax`. It ends when `end` is called or
/// its last owner lets go of it; what it did not send can be downloaded again.
package final class DownloadStream: Sendable {
    package let key: StreamKey
    package let limits: DownloadLimits
    private let queue: LedgerQueue
    private let state: Mutex<State>

    /// What a stream is told that wants to send.
    package enum Grant: Sendable, Equatable {
        case bytes(Int)
        /// Its turn comes at that moment.
        case later(MonotonicTime)
        /// Nothing is left of the quota, or the ledger cannot be asked.
        case ended
    }

    private enum Ending {
        case closed
        /// Another process goes on; told whether that is kept.
        case paused(@Sendable (Bool) -> Void)
    }

    private struct State {
        /// Reserved and not sent.
        var unsent: Int
        /// Sent and not settled.
        var unsettled = 0
        /// Bytes of the body that are not sent; `Int.max` when its length is unknown.
        var remaining: Int
        /// When bytes were asked for last; from then on `unsettled` counts.
        var askedAt = MonotonicTime.now()
        /// The size of the last grant, by which it is judged when to ask for more.
        var grantBytes: Int
        var streams = 1
        var isAsking = false
        /// The last question brought nothing: the next is asked when everything is sent.
        var isScarce = false
        var isExhausted = false
        var ending: Ending?
        /// Bytes of the current turn, where speed is limited.
        var turnBytes = 0
        var turn = MonotonicTime(nanoseconds: 0)
        var waiting: (@Sendable () -> Void)?
    }

    /// A stream that has begun, here or in another process, with what it was granted.
    init(
        _ key: StreamKey,
        granted: Int,
        remaining: Int?,
        _ limits: DownloadLimits,
        _ queue: LedgerQueue
    ) {
        self.key = key
        self.limits = limits
        self.queue = queue
        state = Mutex(
            State(unsent: granted, remaining: remaining ?? .max, grantBytes: granted)
        )
    }

    deinit { end() }

    /// What may be sent now, at most `wanted`; nil when that must be waited for with `ask`.
    package func grantAtOnce(_ wanted: Int, at now: MonotonicTime) -> Grant? {
        state.withLock { state in
            if state.ending != nil { return .ended }
            if state.unsent == 0 { return state.isExhausted ? .ended : nil }
            guard limits.bytesPerSecond != nil else { return .bytes(min(wanted, state.unsent)) }
            if state.turnBytes == 0 { return nil }
            if now < state.turn { return .later(state.turn) }
            return .bytes(min(wanted, state.unsent, state.turnBytes))
        }
    }

    private enum Need { case bytes, turn, nothing }

    /// Calls back when `grantAtOnce` knows more, on any thread.
    package func ask(_ answer: @escaping @Sendable () -> Void) {
        let need: Need = state.withLock { state in
            if state.ending != nil || state.isExhausted { return .nothing }
            if state.unsent == 0 {
                state.waiting = answer
                return .bytes
            }
            return limits.bytesPerSecond != nil && state.turnBytes == 0 ? .turn : .nothing
        }
        switch need {
        case .bytes: askForBytes()
        case .turn: askForTurn(answer)
        case .nothing: answer()
        }
    }

    /// The kernel took so many bytes.
    package func sent(_ count: Int) {
        // From here on what was sent is counted no earlier, even when the clock is set back.
        queue.ledger.now()
        let isLow = state.withLock { state in
            state.unsent -= count
            state.unsettled += count
            if state.remaining != .max { state.remaining -= count }
            if limits.bytesPerSecond != nil { state.turnBytes -= count }
            return state.unsent < min(state.grantBytes / 2, state.remaining) && !state.isScarce
        }
        if isLow { askForBytes() }
    }

    /// Settles the stream; again has no effect.
    package func end() { finish(.closed) }

    /// Settles the stream and leaves it to another process; calls back whether that is kept.
    package func pause(_ answer: @escaping @Sendable (Bool) -> Void) { finish(.paused(answer)) }

    private func finish(_ ending: Ending) {
        let isFirst = state.withLock { state in
            if state.ending != nil { return false }
            state.ending = ending
            return true
        }
        if isFirst { return settle() }
        if case .paused(let answer) = ending { answer(false) }
    }

    /// Writes the last numbers, when no question is on its way that would write some of them too.
    private func settle() {
        let due: (ending: Ending, sent: Int)? = state.withLock { state in
            guard let ending = state.ending, !state.isAsking else { return nil }
            return (ending, state.unsettled)
        }
        guard let due else { return }
        let (key, window) = (key, limits.window)
        switch due.ending {
        case .closed:
            queue.changeForSure { try $0.close(key, sent: due.sent, window, $1) }
        case .paused(let answer):
            queue.change({ try $0.pause(key, sent: due.sent, window, $1) }) { result in
                if case .success = result { answer(true) } else { answer(false) }
            }
        }
    }

    private func askForBytes() {
        let question: (sent: Int, wanted: Int, pace: Int)? = state.withLock { state in
            if state.isAsking || state.ending != nil { return nil }
            state.isAsking = true
            let now = MonotonicTime.now()
            let elapsed = now.seconds(since: state.askedAt)
            state.askedAt = now
            return (
                sent: state.unsettled,
                wanted: state.remaining == .max ? .max : state.remaining - state.unsent,
                pace: LeaseSize.pace(sent: state.unsettled, seconds: elapsed)
            )
        }
        guard let question else { return }
        let (key, limits, owner) = (key, limits, queue.owner)
        queue.change(
            { ledger, transaction in
                try ledger.exchange(
                    key,
                    owner,
                    sent: question.sent,
                    wanted: question.wanted,
                    pace: question.pace,
                    limits,
                    transaction
                )
            },
            // The stream lives until the answer is there, so that it can be settled after it.
            { self.receive($0, settled: question.sent) }
        )
    }

    private func receive(_ result: Result<DownloadLedger.Exchange, any Error>, settled: Int) {
        let waiting = state.withLock { state in
            state.isAsking = false
            switch result {
            case .success(let exchange):
                state.unsettled -= settled
                state.unsent += exchange.granted
                state.streams = exchange.streams
                state.isScarce = exchange.granted == 0 && state.unsent > 0
                state.isExhausted = state.unsent == 0
                if exchange.granted > 0 { state.grantBytes = exchange.granted }
            case .failure:
                state.isExhausted = true
            }
            return state.waiting.take()
        }
        waiting?()
        settle()
    }

    private func askForTurn(_ answer: @escaping @Sendable () -> Void) {
        guard let rate = limits.bytesPerSecond else { return answer() }
        let bytes = state.withLock { state in
            min(
                SpeedRow.turnBytes(bytesPerSecond: rate, streams: state.streams),
                state.remaining
            )
        }
        queue.takeTurn(bytes, key.subject, bytesPerSecond: rate) { result in
            self.state.withLock { state in
                switch result {
                case .success(let turn):
                    state.turn = turn
                    state.turnBytes = bytes
                case .failure:
                    state.unsent = 0
                    state.isExhausted = true
                }
            }
            answer()
        }
    }
}
