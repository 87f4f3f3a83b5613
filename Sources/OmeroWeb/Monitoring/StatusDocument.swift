import HTTP
import JSON
import Kernel
import Serving
import Supervision
import Telemetry

/// What `/status` and `omero web status --json` say.
struct StatusDocument {
    let status: MasterStatus
    let page: SlotPage
    let now: MonotonicTime

    var json: JSONValue {
        [
            "phase": .string(status.phase.rawValue),
            "pid": .integer(Int(status.process)),
            "age_seconds": .integer(Int(now.seconds(since: status.startedAt))),
            "generation": .integer(status.generation),
            "pools": .array(status.pools.map(pool)),
        ]
    }

    private func pool(_ pool: MasterStatus.Pool) -> JSONValue {
        [
            "name": .string(pool.name),
            "size": .integer(pool.size),
            "capacity": .integer(pool.capacity),
            "accept_queue": .integer(pool.acceptQueueLength),
            "slots": .array(
                pool.slots.filter { !$0.workers.isEmpty || $0.index < pool.size }.map(slot)
            ),
        ]
    }

    private func slot(_ slot: MasterStatus.Slot) -> JSONValue {
        [
            "index": .integer(slot.index),
            "crashes": .integer(slot.crashCount),
            "last_departure": JSONValue(slot.lastDeparture?.rawValue),
            "workers": .array(slot.workers.map(worker)),
        ]
    }

    private func worker(_ member: MasterStatus.Member) -> JSONValue {
        let worker = member.worker
        let words = page.words(seat: worker.seat)
        return [
            "pid": .integer(Int(worker.process)),
            "role": .string(member.role.rawValue),
            "state": .string(worker.isReady ? "ready" : "starting"),
            "generation": .integer(worker.generation),
            "age_seconds": .integer(Int(now.seconds(since: worker.startedAt))),
            "requests": .integer(Int(words[.answered])),
            "in_flight": .integer(Int(words[.inFlight])),
            "connections": .integer(Int(words[.connections])),
            "rss_bytes": .integer(ProcessMemory.residentBytes(of: worker.process)),
        ]
    }
}
