package import Kernel

/// What a master hands to itself when it replaces its program (USR2): sockets and children stay.
///
/// One line a fact, words separated by blanks; times in nanoseconds since boot.
package struct MasterState: Equatable, Sendable {
    package struct Pool: Equatable, Sendable {
        package var name: String
        package var size: Int
        package var listeners: [Int32]
        package var handOffOut: Int32
        package var handOffIn: Int32
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

    package var text: String {
        var lines = ["master \(startedAt.nanoseconds) \(generation) \(nextSerial)"]
        for pool in pools {
            let listeners = pool.listeners.map(String.init).joined(separator: ",")
            lines.append(
                "pool \(pool.name) \(pool.size) \(pool.handOffOut) \(pool.handOffIn) \(listeners)"
            )
        }
        for member in members {
            let worker = member.worker
            lines.append(
                "worker \(member.pool) \(member.slot) \(member.role.rawValue) \(worker.process)"
                    + " \(worker.seat) \(worker.serial) \(worker.generation)"
                    + " \(worker.startedAt.nanoseconds) \(worker.isReady ? 1 : 0)"
                    + " \(worker.leavesBy?.nanoseconds ?? 0) \(member.control)"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    package init(text: String) throws(SupervisionError) {
        self.init(startedAt: MonotonicTime(nanoseconds: 0), generation: 0, nextSerial: 0)
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard read(words) else { throw .unreadableState(line: String(line)) }
        }
        guard generation > 0 else { throw .unreadableState(line: "") }
    }

    private mutating func read(_ words: [Substring]) -> Bool {
        switch words.first {
        case "master": readMaster(words)
        case "pool": readPool(words)
        case "worker": readWorker(words)
        default: false
        }
    }

    private mutating func readMaster(_ words: [Substring]) -> Bool {
        guard words.count == 4, let started = Int64(words[1]), let generation = Int(words[2]),
            let serial = Int(words[3])
        else { return false }
        startedAt = MonotonicTime(nanoseconds: started)
        self.generation = generation
        nextSerial = serial
        return true
    }

    private mutating func readPool(_ words: [Substring]) -> Bool {
        guard words.count == 6, let size = Int(words[2]), let out = Int32(words[3]),
            let into = Int32(words[4])
        else { return false }
        let listeners = words[5].split(separator: ",").compactMap { Int32($0) }
        pools.append(
            Pool(
                name: String(words[1]),
                size: size,
                listeners: listeners,
                handOffOut: out,
                handOffIn: into
            )
        )
        return !listeners.isEmpty
    }

    private mutating func readWorker(_ words: [Substring]) -> Bool {
        let numbers = words.dropFirst(4).compactMap { Int64($0) }
        guard words.count == 12, numbers.count == 8, let slot = Int(words[2]),
            let role = WorkerSlot.Role(rawValue: String(words[3]))
        else { return false }
        var worker = Worker(
            process: Int32(numbers[0]),
            seat: Int(numbers[1]),
            serial: Int(numbers[2]),
            generation: Int(numbers[3]),
            startedAt: MonotonicTime(nanoseconds: numbers[4])
        )
        worker.isReady = numbers[5] == 1
        worker.leavesBy = numbers[6] == 0 ? nil : MonotonicTime(nanoseconds: numbers[6])
        members.append(
            Member(
                pool: String(words[1]),
                slot: slot,
                role: role,
                worker: worker,
                control: Int32(numbers[7])
            )
        )
        return true
    }
}
