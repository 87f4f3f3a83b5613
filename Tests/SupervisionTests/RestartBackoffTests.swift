import Kernel
import Testing

@testable import Supervision

@Suite struct `Restart backoff` {
    private let start = MonotonicTime(nanoseconds: 1_000_000_000)

    @Test func `five crashes are answered at once and then each start waits twice as long`() {
        var backoff = RestartBackoff()
        for _ in 0..<5 {
            backoff.crashed(at: start, livedSeconds: 0.1)
            #expect(backoff.allowsStart(at: start))
        }
        var now = start
        for delay in [1.0, 2, 4, 8, 16, 32, 60, 60] {
            backoff.crashed(at: now, livedSeconds: 0.1)
            #expect(backoff.earliestStart == now.adding(seconds: delay))
            now = backoff.earliestStart
            #expect(backoff.allowsStart(at: now))
        }
    }

    @Test func `a worker that lived long forgives what was before`() {
        var backoff = RestartBackoff()
        for _ in 0..<9 { backoff.crashed(at: start, livedSeconds: 0.1) }
        let later = start.adding(seconds: 100)
        backoff.crashed(at: later, livedSeconds: 30)
        #expect(backoff.allowsStart(at: later))
        for _ in 0..<4 { backoff.crashed(at: later, livedSeconds: 1) }
        #expect(backoff.allowsStart(at: later))
        backoff.crashed(at: later, livedSeconds: 1)
        #expect(!backoff.allowsStart(at: later))
    }

    /// Delays longer than the window once made the crashes before them be forgotten.
    @Test func `a worker that never lives long waits at most a minute, again and again`() {
        var backoff = RestartBackoff()
        var now = start
        for _ in 0..<50 {
            backoff.crashed(at: now, livedSeconds: 0.2)
            now = max(now, backoff.earliestStart).adding(seconds: 0.2)
        }
        backoff.crashed(at: now, livedSeconds: 0.2)
        #expect(backoff.earliestStart == now.adding(seconds: 60))
    }

    @Test func `a start that failed waits from the first time on`() {
        var backoff = RestartBackoff()
        backoff.startFailed(at: start)
        #expect(backoff.earliestStart == start.adding(seconds: 1))
        backoff.startFailed(at: start)
        #expect(backoff.earliestStart == start.adding(seconds: 2))
    }
}
