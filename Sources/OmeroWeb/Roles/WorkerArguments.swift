import Supervision

/// What the command line of a worker says: which worker it is.
struct WorkerArguments: Equatable {
    let root: String
    let pool: String
    let slot: Int
    /// Its place in the shared page.
    let seat: Int
    /// Counts the workers of this master; names its row of metrics.
    let serial: Int
    let generation: Int
    let listenerCount: Int
    let masterStartNanoseconds: Int64
    let hasAsyncPool: Bool

    init(
        _ assignment: WorkerAssignment,
        root: String,
        masterStartNanoseconds: Int64,
        hasAsyncPool: Bool
    ) {
        self.root = root
        pool = assignment.pool
        slot = assignment.slot
        seat = assignment.seat
        serial = assignment.serial
        generation = assignment.generation
        listenerCount = assignment.listenerCount
        self.masterStartNanoseconds = masterStartNanoseconds
        self.hasAsyncPool = hasAsyncPool
    }

    var words: [String] {
        [
            "--pool", pool, "--slot", "\(slot)", "--seat", "\(seat)", "--serial", "\(serial)",
            "--generation", "\(generation)", "--listeners", "\(listenerCount)",
            "--master-start", "\(masterStartNanoseconds)",
            "--async-pool", hasAsyncPool ? "yes" : "no", "--root", root,
        ]
    }

    /// Nil when the words are not those of `words`: only a master starts workers.
    init?(_ words: [String]) {
        var values: [String: String] = [:]
        guard words.count.isMultiple(of: 2) else { return nil }
        for index in stride(from: 0, to: words.count, by: 2) {
            values[words[index]] = words[index + 1]
        }
        func number(_ name: String) -> Int? { values[name].flatMap { Int($0) } }
        guard let root = values["--root"], let pool = values["--pool"],
            let slot = number("--slot"), let seat = number("--seat"),
            let serial = number("--serial"), let generation = number("--generation"),
            let listeners = number("--listeners"), let start = number("--master-start"),
            let hasAsync = values["--async-pool"]
        else { return nil }
        self.root = root
        self.pool = pool
        self.slot = slot
        self.seat = seat
        self.serial = serial
        self.generation = generation
        listenerCount = listeners
        masterStartNanoseconds = Int64(start)
        hasAsyncPool = hasAsync == "yes"
    }
}
