package import Kernel

/// The slots of one pool and how many of them may change at once; a value without processes.
package struct WorkerPool: Equatable, Sendable {
    /// What the master has to do for one slot.
    package struct Step: Equatable, Sendable {
        package var slot: Int
        package var action: WorkerSlot.Action
    }

    package let name: String
    package private(set) var slots: [WorkerSlot]
    package private(set) var size: Int
    /// Everything is told to leave; nothing starts any more.
    package private(set) var isStopping = false

    /// A pool that may never have more than `capacity` workers.
    package init(name: String, size: Int, capacity: Int) {
        self.name = name
        slots = Array(repeating: WorkerSlot(), count: max(capacity, size))
        self.size = 0
        resize(to: size)
    }

    package var capacity: Int { slots.count }
    package var workers: [Worker] { slots.flatMap(\.workers) }
    package var readyCount: Int { slots.count { $0.serving?.isReady == true } }
    package var isReady: Bool { slots.prefix(size).allSatisfy { $0.serving?.isReady == true } }

    /// Slots that may be replaced at the same time: a tenth of the pool, and at least one.
    package var replacementsMax: Int { max(1, (size + 9) / 10) }

    /// Changes the number of workers within 0 and the capacity.
    package mutating func resize(to wanted: Int) {
        size = min(max(0, wanted), capacity)
        for index in slots.indices { slots[index].isWanted = index < size && !isStopping }
    }

    package mutating func stop() {
        isStopping = true
        for index in slots.indices { slots[index].isWanted = false }
    }

    /// What has to be done now, in the order of the slots.
    package mutating func steps(at now: MonotonicTime) -> [Step] {
        var steps: [Step] = []
        var allowance = replacementsMax - slots.count { $0.isBeingReplaced }
        for index in slots.indices {
            let slot = slots[index]
            guard let action = slot.need(at: now, mayReplace: allowance > 0) else { continue }
            if action == .spawn && slot.serving != nil { allowance -= 1 }
            if case .drain(let process) = action { slots[index].retire(process) }
            steps.append(Step(slot: index, action: action))
        }
        return steps
    }

    package mutating func started(_ worker: Worker, slot: Int) { slots[slot].started(worker) }

    /// A worker could not be started; the slot waits before it tries again.
    package mutating func startFailed(slot: Int, at now: MonotonicTime) {
        slots[slot].startFailed(at: now)
    }

    package mutating func becameReady(_ process: Int32, at now: MonotonicTime) -> Step? {
        for index in slots.indices
        where slots[index].workers.contains(where: { $0.process == process }) {
            guard let action = slots[index].becameReady(process, at: now) else { return nil }
            return Step(slot: index, action: action)
        }
        return nil
    }

    /// Every worker that runs with older settings is to be replaced, now or when it is ready.
    package mutating func replaceOlder(than generation: Int) {
        for index in slots.indices { slots[index].wantedGeneration = generation }
    }

    package mutating func update(_ process: Int32, _ change: (inout Worker) -> Void) {
        for index in slots.indices { slots[index].update(process, change) }
    }

    package mutating func exited(
        _ process: Int32,
        _ ending: ChildProcess.Ending,
        at now: MonotonicTime
    ) -> WorkerSlot.Departure? {
        for index in slots.indices {
            if let departure = slots[index].exited(process, ending, at: now) { return departure }
        }
        return nil
    }

    /// Puts back a worker that this process started before it replaced its program.
    package mutating func restore(_ worker: Worker, slot: Int, role: WorkerSlot.Role) {
        slots[slot].restore(worker, role: role)
    }
}
