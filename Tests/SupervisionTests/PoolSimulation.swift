import Kernel
import TestSupport

@testable import Supervision

/// A pool whose processes exist only here: it does what the pool asks for, and lets things happen.
struct PoolSimulation {
    var pool: WorkerPool
    private(set) var now = MonotonicTime(nanoseconds: 1_000_000_000)
    private(set) var generation = 1
    private(set) var nextProcess: Int32 = 100
    /// What the pool did that it must not do.
    private(set) var violations: [String] = []
    private var generator: SeededGenerator
    /// Chance of a start to fail.
    var startFailureChance = 0.0

    init(size: Int, capacity: Int, seed: UInt64) {
        pool = WorkerPool(name: "sync", size: size, capacity: capacity)
        generator = SeededGenerator(seed: seed)
    }

    mutating func pass(seconds: Double) { now = now.adding(seconds: seconds) }

    /// One round of the master's loop.
    mutating func advance() {
        for step in pool.steps(at: now) { perform(step) }
        check()
    }

    private mutating func perform(_ step: WorkerPool.Step) {
        let slot = pool.slots[step.slot]
        switch step.action {
        case .spawn: spawn(step.slot, slot)
        case .drain(let process):
            if slot.isWanted, slot.serving?.isReady != true || slot.serving?.process == process {
                violations.append("\(process) drains before another one is ready")
            }
            pool.update(process) { $0.order = .drain }
        case .stop(let process):
            if !slot.leaving.contains(where: { $0.process == process && $0.order == .drain }) {
                violations.append("\(process) is told to stop though it does not drain")
            }
            pool.update(process) { $0.order = .stop }
        }
    }

    private mutating func spawn(_ index: Int, _ slot: WorkerSlot) {
        if !slot.isWanted { violations.append("a worker for a slot that is not wanted") }
        if slot.successor != nil { violations.append("a second successor") }
        if slot.earliestStart > now { violations.append("a start before its time") }
        if slot.serving != nil, replacements >= pool.replacementsMax {
            violations.append("more than a tenth of the pool is being replaced")
        }
        if chance(startFailureChance) { return pool.startFailed(slot: index, at: now) }
        nextProcess += 1
        let worker = Worker(
            process: nextProcess,
            seat: Int(nextProcess),
            serial: Int(nextProcess),
            generation: generation,
            startedAt: now
        )
        pool.started(worker, slot: index)
    }

    var replacements: Int { pool.slots.count { $0.isBeingReplaced } }

    private mutating func check() {
        for (index, slot) in pool.slots.enumerated() {
            if slot.workers.count > 4 { violations.append("slot \(index) has more than its seats") }
            if slot.leaving.contains(where: { $0.order == nil }) {
                violations.append("slot \(index): a worker leaves that was not told to")
            }
        }
        let processes = pool.workers.map(\.process)
        if Set(processes).count != processes.count { violations.append("a worker in two places") }
    }

    // What happens to workers.

    mutating func randomWorker(where condition: (Worker) -> Bool) -> Worker? {
        pool.workers.filter(condition).randomElement(using: &generator)
    }

    mutating func becomeReady(_ worker: Worker) {
        if let step = pool.becameReady(worker.process, at: now) { perform(step) }
        check()
    }

    mutating func end(_ worker: Worker, _ ending: ChildProcess.Ending) {
        if pool.exited(worker.process, ending, at: now) == nil {
            violations.append("an unknown worker ended")
        }
        if pool.exited(worker.process, ending, at: now) != nil {
            violations.append("a worker ended twice")
        }
    }

    mutating func reload() {
        generation += 1
        pool.replaceOlder(than: generation)
    }

    /// Lets anything happen that can.
    mutating func happen() {
        switch Int.random(in: 0..<12, using: &generator) {
        case 0...2: randomWorker { !$0.isReady }.map { becomeReady($0) }
        case 3...5: randomWorker { $0.order != nil }.map { end($0, .exited(0)) }
        case 6: randomWorker { _ in true }.map { end($0, .signalled(11)) }
        case 7: randomWorker { _ in true }.map { end($0, .exited(0)) }
        case 8:
            randomWorker { $0.isReady }
                .map { worker in pool.update(worker.process) { $0.wantsReplacement = true } }
        case 9: pool.resize(to: pool.size + Int.random(in: -2...2, using: &generator))
        case 10: if chance(0.3) { reload() }
        default: pass(seconds: Double.random(in: 0...20, using: &generator))
        }
    }

    /// Only what a healthy machine does, until nothing is left to do; false when that never comes.
    mutating func settle() -> Bool {
        startFailureChance = 0
        for _ in 0..<5000 {
            let before = pool
            for worker in pool.workers where !worker.isReady { becomeReady(worker) }
            for worker in pool.workers where worker.order != nil { end(worker, .exited(0)) }
            advance()
            if pool == before && pool.slots.allSatisfy({ $0.earliestStart <= now }) { return true }
            pass(seconds: 1)
        }
        return false
    }

    mutating func chance(_ probability: Double) -> Bool {
        probability > 0 && Double.random(in: 0..<1, using: &generator) < probability
    }

    mutating func random(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
}
