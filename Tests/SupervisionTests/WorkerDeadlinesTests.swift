import Kernel
import Testing

@testable import Supervision

@Suite struct `Worker deadlines` {
    private let start = MonotonicTime(nanoseconds: 1_000_000_000)
    private var deadlines = WorkerDeadlines(startTimeoutSeconds: 20, workerTimeoutSeconds: 10)

    private func at(_ seconds: Double) -> MonotonicTime { start.adding(seconds: seconds) }

    private func worker(readyAt seconds: Double? = 0) -> Worker {
        var worker = Worker(process: 9, seat: 0, serial: 1, generation: 1, startedAt: start)
        worker.readyAt = seconds.map(at)
        return worker
    }

    private func action(
        _ worker: Worker,
        beat seconds: Double? = nil,
        now: Double
    ) -> WorkerDeadlines.Action? {
        deadlines.action(for: worker, lastHeartbeat: seconds.map(at), at: at(now))
    }

    @Test func `a worker that does not become ready is aborted`() {
        #expect(action(worker(readyAt: nil), now: 20) == nil)
        #expect(action(worker(readyAt: nil), now: 20.1) == .signal(.abort))
    }

    @Test func `a worker without signs of life is aborted`() {
        #expect(action(worker(), beat: 50, now: 60) == nil)
        #expect(action(worker(), beat: 50, now: 60.1) == .signal(.abort))
    }

    /// The seat had a beat of the worker before, and the new one was aborted when it was ready.
    @Test func `beats of an earlier worker in the seat do not count`() {
        #expect(action(worker(readyAt: 15), beat: -100, now: 20) == nil)
        #expect(action(worker(readyAt: 15), beat: nil, now: 20) == nil)
        #expect(action(worker(readyAt: 15), beat: nil, now: 25.1) == .signal(.abort))
    }

    @Test func `a timeout of zero aborts nobody`() {
        var patient = self
        patient.deadlines.workerTimeoutSeconds = 0
        #expect(patient.action(worker(), beat: 0, now: 1e6) == nil)
    }

    @Test func `an aborted worker that stays is killed once`() {
        var hung = worker()
        hung.killedBy = .abort
        hung.killedAt = at(100)
        #expect(action(hung, now: 102) == nil)
        #expect(action(hung, now: 102.1) == .signal(.kill))
        hung.killedBy = .kill
        #expect(action(hung, now: 500) == nil)
    }

    /// A worker that drained too long was killed with the requests in it.
    @Test func `a worker that drains too long is asked to stop and only then killed`() {
        var leaving = worker()
        leaving.order = .drain
        leaving.leavesBy = at(100)
        #expect(action(leaving, beat: 100, now: 100) == nil)
        #expect(action(leaving, beat: 100, now: 100.1) == .stop)
        leaving.order = .stop
        leaving.leavesBy = at(130)
        #expect(action(leaving, beat: 130, now: 130) == nil)
        #expect(action(leaving, beat: 130, now: 130.1) == .signal(.kill))
    }

    @Test func `a worker that hangs while it drains is aborted`() {
        var leaving = worker()
        leaving.order = .drain
        leaving.leavesBy = at(3600)
        #expect(action(leaving, beat: 50, now: 61) == .signal(.abort))
    }

    @Test func `the end of a stop is the end of everybody`() {
        var stopping = self
        stopping.deadlines.stopDeadline = at(5)
        #expect(stopping.action(worker(readyAt: nil), now: 5) == nil)
        #expect(stopping.action(worker(readyAt: nil), now: 5.1) == .signal(.kill))
    }

    @Test func `a worker that hung up on its master is aborted unless it was told to leave`() {
        var lost = worker()
        lost.hungUpAt = at(1)
        #expect(action(lost, beat: 1, now: 3) == nil)
        #expect(action(lost, beat: 3, now: 3.1) == .signal(.abort))
        lost.order = .drain
        lost.leavesBy = at(100)
        #expect(action(lost, beat: 3, now: 3.1) == nil)
    }
}
