package import Kernel

/// What operators may know of a running master, copied out for other threads.
package struct MasterStatus: Sendable, Equatable {
    package enum Phase: String, Sendable {
        case starting
        case ready
        case reloading
        case stopping
    }

    package struct Pool: Sendable, Equatable {
        package var name: String
        package var size: Int
        package var capacity: Int
        package var slots: [Slot]
        package var acceptQueueLength: Int
    }

    package struct Slot: Sendable, Equatable {
        package var index: Int
        package var crashCount: Int
        package var lastDeparture: WorkerSlot.Departure?
        package var workers: [Member]
    }

    package struct Member: Sendable, Equatable {
        package var worker: Worker
        package var role: WorkerSlot.Role
    }

    package var phase: Phase
    package var process: Int32
    package var startedAt: MonotonicTime
    package var generation: Int
    package var pools: [Pool]

    package var workers: [Worker] {
        pools.flatMap { pool in pool.slots.flatMap { slot in slot.workers.map(\.worker) } }
    }
}
