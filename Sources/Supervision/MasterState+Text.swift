import Kernel

/// One line a fact, words separated by blanks; times in nanoseconds since boot, 0 for none.
extension MasterState {
    package var text: String {
        var lines = ["master \(startedAt.nanoseconds) \(generation) \(nextSerial)"]
        for pool in pools {
            let listeners = pool.listeners.map(String.init).joined(separator: ",")
            lines.append(
                "pool \(pool.name) \(pool.size) \(pool.handOffOut) \(pool.handOffIn) \(listeners)"
            )
        }
        lines += members.map(\.text)
        return lines.joined(separator: "\n") + "\n"
    }

    package init(text: String) throws(SupervisionError) {
        self.init(startedAt: MonotonicTime(nanoseconds: 0), generation: 0, nextSerial: 0)
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard read(words) else { throw .unreadableState(line: String(line)) }
        }
        guard generation > 0 else { throw .unreadableState(line: "") }
        try validate()
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
        let numbers = words.dropFirst().compactMap { Int64($0) }
        guard generation == 0, words.count == 4, numbers.count == 3, numbers.allSatisfy({ $0 > 0 })
        else { return false }
        startedAt = MonotonicTime(nanoseconds: numbers[0])
        generation = Int(numbers[1])
        nextSerial = Int(numbers[2])
        return true
    }

    private mutating func readPool(_ words: [Substring]) -> Bool {
        guard words.count == 6, !words[1].isEmpty, let size = Int(words[2]),
            let out = Int32(words[3]), let into = Int32(words[4])
        else { return false }
        let texts = words[5].split(separator: ",", omittingEmptySubsequences: false)
        let listeners = texts.compactMap { Int32($0) }
        guard listeners.count == texts.count else { return false }
        pools.append(
            Pool(
                name: String(words[1]),
                size: size,
                listeners: listeners,
                handOffOut: out,
                handOffIn: into
            )
        )
        return true
    }

    private mutating func readWorker(_ words: [Substring]) -> Bool {
        guard let member = Member(words) else { return false }
        members.append(member)
        return true
    }
}

extension MasterState.Member {
    private static let wordCount = 14

    fileprivate var text: String {
        let numbers: [Int64] = [
            Int64(control), Int64(worker.process), Int64(worker.seat), Int64(worker.serial),
            Int64(worker.generation), worker.startedAt.nanoseconds,
            worker.readyAt?.nanoseconds ?? 0, worker.wantsReplacement ? 1 : 0,
            worker.leavesBy?.nanoseconds ?? 0,
        ]
        let order = worker.order?.rawValue ?? "stay"
        return "worker \(pool) \(slot) \(role.rawValue) \(order) "
            + numbers.map(String.init).joined(separator: " ")
    }

    fileprivate init?(_ words: [Substring]) {
        let numbers = words.dropFirst(5).compactMap { Int64($0) }
        guard words.count == Self.wordCount, numbers.count == Self.wordCount - 5,
            let slot = Int(words[2]), let role = WorkerSlot.Role(rawValue: String(words[3])),
            let control = Int32(exactly: numbers[0]), let process = Int32(exactly: numbers[1]),
            process > 0, numbers.allSatisfy({ $0 >= 0 }), numbers[7] <= 1
        else { return nil }
        let order = Worker.Order(rawValue: String(words[4]))
        guard order != nil || words[4] == "stay" else { return nil }
        var worker = Worker(
            process: process,
            seat: Int(numbers[2]),
            serial: Int(numbers[3]),
            generation: Int(numbers[4]),
            startedAt: MonotonicTime(nanoseconds: numbers[5])
        )
        func time(_ index: Int) -> MonotonicTime? {
            numbers[index] == 0 ? nil : MonotonicTime(nanoseconds: numbers[index])
        }
        worker.readyAt = time(6)
        worker.wantsReplacement = numbers[7] == 1
        worker.order = order
        worker.leavesBy = time(8)
        self.init(pool: String(words[1]), slot: slot, role: role, worker: worker, control: control)
    }
}
