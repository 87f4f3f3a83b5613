package import Kernel

/// The life of one worker position in a pool, free of processes and clocks.
///
/// The master tells it what happened and performs the action it answers with. At any time at most
/// one worker serves, at most one prepares to take over, and a few finish what they began.
package struct WorkerSlot: Equatable, Sendable {
    /// What the master has to do.
    package enum Action: Equatable, Sendable {
        /// Start a worker for this slot.
        case spawn
        /// Tell the worker to pass on what is idle, finish, and leave.
        case drain(process: Int32)
        /// Tell a worker that drains to finish soon, since others wait for its place.
        case stop(process: Int32)
    }

    /// What a worker is to its slot.
    package enum Role: String, Sendable, CaseIterable {
        case serving
        case successor
        case leaving
    }

    /// Workers that may finish beside the one that serves; a replacement waits when there are more.
    package static let leavingMax = 2

    package private(set) var serving: Worker?
    package private(set) var successor: Worker?
    package private(set) var leaving: [Worker] = []
    /// Whether the pool's size includes this slot.
    package var isWanted = false
    /// Workers with older settings are to be replaced.
    package var wantedGeneration = 0
    package private(set) var crashCount = 0
    package private(set) var lastDeparture: Departure?
    private var backoff = RestartBackoff()

    package init() {}

    package var workers: [Worker] { [serving, successor].compactMap { $0 } + leaving }
    /// A successor is on its way, so the pool spends its allowance on this slot.
    package var isBeingReplaced: Bool { serving != nil && successor != nil }
    package var earliestStart: MonotonicTime { backoff.earliestStart }

    /// The serving worker asked to be replaced, or runs with old settings.
    package var isReplacementDue: Bool {
        guard let serving else { return false }
        return serving.wantsReplacement || serving.generation < wantedGeneration
    }

    /// The workers and what they are to the slot.
    package var roles: [(worker: Worker, role: Role)] {
        var roles: [(Worker, Role)] = leaving.map { ($0, .leaving) }
        if let serving { roles.append((serving, .serving)) }
        if let successor { roles.append((successor, .successor)) }
        return roles
    }

    /// What is missing now; a slot that has what it should answers nil.
    package func need(at now: MonotonicTime, mayReplace: Bool) -> Action? {
        guard isWanted else {
            return (serving ?? successor).map { .drain(process: $0.process) }
        }
        guard successor == nil, backoff.allowsStart(at: now) else { return nil }
        if serving == nil { return leaving.count <= Self.leavingMax ? .spawn : nil }
        guard isReplacementDue, mayReplace else { return nil }
        if leaving.count < Self.leavingMax { return .spawn }
        return leaving.first { $0.order != .stop }.map { .stop(process: $0.process) }
    }

    /// A worker was started; it serves at once when nobody else does.
    package mutating func started(_ worker: Worker) {
        if serving == nil { serving = worker } else { successor = worker }
    }

    /// A worker could not be started.
    package mutating func startFailed(at now: MonotonicTime) { backoff.startFailed(at: now) }

    /// A worker can take connections; its predecessor may now go.
    package mutating func becameReady(_ process: Int32, at now: MonotonicTime) -> Action? {
        update(process) { $0.readyAt = now }
        guard let next = successor, next.process == process else { return nil }
        let predecessor = serving
        serving = next
        successor = nil
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

    /// A worker was told to leave though nobody follows it.
    package mutating func retire(_ process: Int32) {
        for worker in [serving, successor].compactMap({ $0 }) where worker.process == process {
            leaving.append(worker)
        }
        if serving?.process == process { serving = nil }
        if successor?.process == process { successor = nil }
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
        guard let (worker, role) = roles.first(where: { $0.worker.process == process }) else {
            return nil
        }
        remove(process)
        let departure = Departure(of: worker, role, ending, isWanted: isWanted)
        lastDeparture = departure
        if departure == .crashed || departure == .aborted && role != .leaving {
            crashCount += 1
            if !Self.isKilledFromOutside(worker, ending) { noteCrash(of: worker, role, at: now) }
        }
        return departure
    }

    private mutating func remove(_ process: Int32) {
        leaving.removeAll { $0.process == process }
        if successor?.process == process { successor = nil }
        if serving?.process == process {
            // The successor, ready or not, is now all the slot has.
            serving = successor
            successor = nil
        }
    }

    /// Nobody can kill himself so: an operator or the kernel did it to a worker that served well.
    ///
    /// To wait before the next start would punish the pool for it, not protect it.
    private static func isKilledFromOutside(
        _ worker: Worker,
        _ ending: ChildProcess.Ending
    ) -> Bool {
        worker.isReady && worker.killedBy == nil && ending == .signalled(Signal.kill.rawValue)
    }

    /// Workers that leave have been followed already: their end delays nobody.
    private mutating func noteCrash(of worker: Worker, _ role: Role, at now: MonotonicTime) {
        switch role {
        case .serving:
            backoff.crashed(at: now, livedSeconds: now.seconds(since: worker.startedAt))
        case .successor: backoff.startFailed(at: now)
        case .leaving: break
        }
    }
}
