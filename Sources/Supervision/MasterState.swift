package import Kernel

/// What a master hands to itself when it replaces its program (USR2): sockets and children stay.
package struct MasterState: Equatable, Sendable {
    package struct Pool: Equatable, Sendable {
        package var name: String
        package var size: Int
        package var listeners: [Int32]
        package var handOffOut: Int32
        package var handOffIn: Int32

        var descriptors: [Int32] { listeners + [handOffOut, handOffIn] }
    }

    package struct Member: Equatable, Sendable {
        package var pool: String
        package var slot: Int
        package var role: WorkerSlot.Role
        package var worker: Worker
        /// The master's end of the worker's control socket.
        package var control: Int32
    }

    package var startedAt: MonotonicTime
    package var generation: Int
    package var nextSerial: Int
    package var pools: [Pool]
    package var members: [Member]

    package init(
        startedAt: MonotonicTime,
        generation: Int,
        nextSerial: Int,
        pools: [Pool] = [],
        members: [Member] = []
    ) {
        self.startedAt = startedAt
        self.generation = generation
        self.nextSerial = nextSerial
        self.pools = pools
        self.members = members
    }

    /// Throws for what no master can have written: it would take over the wrong descriptors.
    func validate() throws(SupervisionError) {
        let descriptors = pools.flatMap(\.descriptors) + members.map(\.control)
        guard descriptors.allSatisfy({ $0 > 2 }), Self.differ(descriptors) else {
            throw .unreadableState(line: "descriptors \(descriptors)")
        }
        guard Self.differ(pools.map(\.name)) else { throw .unreadableState(line: "pool twice") }
        for pool in pools where !(0...pool.listeners.count).contains(pool.size) {
            throw .unreadableState(line: "pool \(pool.name) \(pool.size)")
        }
        for member in members {
            let pool = pools.first { $0.name == member.pool }
            guard let pool, pool.listeners.indices.contains(member.slot) else {
                throw .unreadableState(line: "worker \(member.pool) \(member.slot)")
            }
        }
        guard Self.differ(members.map(\.worker.process)), Self.differ(members.map(\.worker.seat))
        else { throw .unreadableState(line: "worker twice") }
        let places = members.filter { $0.role != .leaving }
        guard Self.differ(places.map { "\($0.pool) \($0.slot) \($0.role)" }) else {
            throw .unreadableState(line: "place taken twice")
        }
    }

    private static func differ<Value: Hashable>(_ values: [Value]) -> Bool {
        Set(values).count == values.count
    }
}
