package import Kernel

/// The life of one worker position in a pool, free of processes and clocks.
///
/// The master tells it what happened and performs the action it answers with. At any time at most
/// one worker serves, at most one prepares to take over, and any number finish what they began.
package struct WorkerSlot: Equatable, Sendable {
    /// What the master has to do.
    package enum Action: Equatable, Sendable {
        /// Start a worker for this slot.
        case spawn
        /// Tell the worker to pass on what is idle, finish, and leave.
        case drain(process: Int32)
    }

    /// Why a worker ended.
    package enum Departure: String, Sendable, CaseIterable {
        case recycled
        case stopped
        case crashed
        /// It was killed because it showed no life or did not leave in time.
        case aborted
    }

    /// What a worker is to its slot.
    package enum Role: String, Sendable, CaseIterable {
        case serving
        case successor
        case leaving
    }

    package private(set) var serving: Worker?
    package private(set) var successor: Worker?
    package private(set) var leaving: [Worker] = []
    /// Whether the pool's size includes this slot.
    package var isWanted = false
    /// The serving worker asked to be replaced, or runs with old settings.
    package private(set) var isReplacementDue = false
    package private(set) var crashCount = 0
    package private(set) var lastDeparture: Departure?
    private var backoff = RestartBackoff()

    package init() {}

    package var workers: [Worker] { [serving, successor].compactMap { $0 } + leaving }
    /// A successor is on its way, so the pool spends its allowance on this slot.
    package var isBeingReplaced: Bool { serving != nil && successor != nil }
    package var earliestStart: MonotonicTime { backoff.earliestStart }

    /// What is missing now; a slot that has what it should answers nil.
    package func need(at now: MonotonicTime, mayReplace: Bool) -> Action? {
        guard isWanted else {
            guard let serving, serving.isReady else { return nil }
            return .drain(process: serving.process)
        }
        guard successor == nil, backoff.allowsStart(at: now) else { return nil }
        if serving == nil { return .spawn }
        return isReplacementDue && mayReplace ? .spawn : nil
    }

    /// A worker was started; it serves at once when nobody else does.
    package mutating func started(_ worker: Worker) {
        if serving == nil { serving = worker } else { successor = worker }
    }

    /// A worker can take connections; its predecessor may now go.
    package mutating func becameReady(_ process: Int32) -> Action? {
        if serving?.process == process { serving?.isReady = true }
        guard var next = successor, next.process == process else { return nil }
        next.isReady = true
        let predecessor = serving
        serving = next
        successor = nil
        isReplacementDue = false
        guard let predecessor else { return nil }
        leaving.append(predecessor)
        return .drain(process: predecessor.process)
    }

    /// Puts back a worker as it was.
    package mutating func restore(_ worker: Worker, role: Role) {
        switch role {
        case .serving: serving = worker
        case .successor: successor = worker
        case .leaving: leaving.append(worker)
        }
    }

    /// The workers and what they are to the slot.
    package var roles: [(worker: Worker, role: Role)] {
        var roles: [(Worker, Role)] = leaving.map { ($0, .leaving) }
        if let serving { roles.append((serving, .serving)) }
        if let successor { roles.append((successor, .successor)) }
        return roles
    }

    package mutating func replacementIsDue() { isReplacementDue = serving != nil }

    /// The serving worker was told to leave though nobody follows it.
    package mutating func retire() {
        guard let worker = serving else { return }
        serving = nil
        leaving.append(worker)
    }

    /// Changes what is known of one worker.
    package mutating func update(_ process: Int32, _ change: (inout Worker) -> Void) {
        if var worker = serving, worker.process == process {
            change(&worker)
            serving = worker
        }
        if var worker = successor, worker.process == process {
            change(&worker)
            successor = worker
        }
        for index in leaving.indices where leaving[index].process == process {
            change(&leaving[index])
        }
    }

    /// A worker ended; answers why, or nil when it was not of this slot.
    package mutating func exited(
        _ process: Int32,
        _ ending: ChildProcess.Ending,
        at now: MonotonicTime
    ) -> Departure? {
        guard let worker = workers.first(where: { $0.process == process }) else { return nil }
        let wasLeaving = leaving.contains { $0.process == process }
        leaving.removeAll { $0.process == process }
        if successor?.process == process { successor = nil }
        if serving?.process == process {
            // The successor, ready or not, is now all the slot has.
            serving = successor
            successor = nil
            isReplacementDue = false
        }
        let departure = Self.departure(of: worker, wasLeaving: wasLeaving, ending, isWanted)
        lastDeparture = departure
        if departure == .crashed || departure == .aborted && !wasLeaving {
            crashCount += 1
            backoff.crashed(at: now)
        }
        return departure
    }

    private static func departure(
        of worker: Worker,
        wasLeaving: Bool,
        _ ending: ChildProcess.Ending,
        _ isWanted: Bool
    ) -> Departure {
        if worker.killedBy != nil { return .aborted }
        if wasLeaving && ending == .exited(0) { return isWanted ? .recycled : .stopped }
        if !isWanted && ending == .exited(0) { return .stopped }
        return .crashed
    }
}
