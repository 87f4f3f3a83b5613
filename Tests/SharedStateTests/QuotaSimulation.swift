import LMDB
import Synchronization
import TestSupport

@testable import SharedState

/// Workers that send streams of users at random, die, pass streams on and meet a clock that is
/// stepped; beside them what each client read, by which the ledger is judged.
final class QuotaSimulation {
    /// The master's, which settles what the dead leave.
    private let ledger: DownloadLedger
    private let environment: Environment
    /// Each worker has its own view of the clock.
    private var ledgers: [Int32: DownloadLedger] = [:]
    private let clock: TestSeconds
    private var generator: SeededGenerator
    private let limits: DownloadLimits
    private let users: [RateLimitSubject] = [.user(7), .user(8)]
    private var streams: [Stream] = []
    private var nextProcess: Int32 = 100
    /// What each client read, and when by the latest time its account had seen.
    private var read: [RateLimitSubject: [(second: Int, bytes: Int)]] = [:]
    private var latest: [RateLimitSubject: Int] = [:]
    private(set) var complaints: [String] = []

    private struct Stream {
        var key: StreamKey
        var worker: Int32
        var unsent: Int
        var unsettled = 0
        var remaining: Int
    }

    final class TestSeconds: Sendable {
        private let seconds = Atomic<Int>(1_700_000_000)
        var now: Int { seconds.load(ordering: .relaxed) }
        func move(by step: Int) { seconds.add(step, ordering: .relaxed) }
    }

    init(in folder: TemporaryFolder, seed: UInt64) throws {
        generator = SeededGenerator(seed: seed)
        let clock = TestSeconds()
        self.clock = clock
        // Nothing here survives the machine, so nothing has to reach the disk.
        environment = try Environment(
            path: folder.path,
            options: Environment.Options(mapBytes: 16 << 20, survival: .processesOnDisk)
        )
        ledger = try DownloadLedger(environment, roomBytes: 8 << 20) { clock.now }
        limits = DownloadLimits(
            bytes: Int.random(in: 1...24, using: &generator) << 20,
            window: QuotaWindow(
                seconds: .random(in: 60...600, using: &generator),
                isSliding: .random(using: &generator)
            ),
            streams: .random(using: &generator) ? 5 : nil,
            truncates: .random(using: &generator)
        )
        for _ in 0..<3 { try startWorker() }
    }

    func run(steps: Int) throws {
        for _ in 0..<steps {
            try step()
            try check()
        }
        for stream in streams { try close(stream) }
        streams = []
        try settle()
        try check()
        for user in users {
            let report = try ledger.report(user, limits)
            if report.reservedBytes != 0 || report.streams != 0 {
                complaints.append("idle, but \(report) is reserved")
            }
        }
    }

    private func number(in range: ClosedRange<Int>) -> Int {
        .random(in: range, using: &generator)
    }

    private func startWorker() throws {
        let clock = clock
        ledgers[nextProcess] = try DownloadLedger(environment, roomBytes: 8 << 20) { clock.now }
        nextProcess += 1
    }

    private func step() throws {
        switch number(in: 0...99) {
        case 0..<20: try open()
        case 20..<55: send()
        case 55..<75: try exchange()
        case 75..<85: try closeOne()
        case 85..<90: try pass()
        case 90..<93: try killWorker()
        case 93..<95: try settle()
        case 95..<99:
            clock.move(by: number(in: 1...100))
            ledger.now()
        default: clock.move(by: -number(in: 1...1000))
        }
    }

    private func identity(_ worker: Int32) -> ProcessIdentity {
        ProcessIdentity(process: worker, startTicks: 1)
    }

    private func anyWorker() -> Int32? {
        let living = ledgers.keys.sorted()
        return living.isEmpty ? nil : living[number(in: 0...(living.count - 1))]
    }

    private func open() throws {
        guard let worker = anyWorker() else { return try startWorker() }
        let length = number(in: 1...(8 << 20))
        let key = StreamKey(of: users[number(in: 0...1)])
        let isKnown = number(in: 0...3) > 0
        let opening = try write(worker) { ledger, transaction in
            try ledger.open(
                key,
                self.identity(worker),
                length: isKnown ? length : nil,
                self.limits,
                transaction
            )
        }
        note(key.subject, worker)
        guard case .opened(let granted, _) = opening else { return }
        if granted == 0 { complaints.append("opened with nothing") }
        streams.append(Stream(key: key, worker: worker, unsent: granted, remaining: length))
    }

    /// The kernel takes bytes of a stream: from here on the client has them.
    private func send() {
        guard let index = anyStream() else { return }
        let most = min(streams[index].unsent, streams[index].remaining)
        guard most > 0 else { return }
        let count = number(in: 1...most)
        streams[index].unsent -= count
        streams[index].unsettled += count
        streams[index].remaining -= count
        let user = streams[index].key.subject
        read[user, default: []].append((max(now(streams[index].worker), latest[user] ?? 0), count))
    }

    private func exchange() throws {
        guard let index = anyStream() else { return }
        let stream = streams[index]
        let wanted = max(0, stream.remaining - stream.unsent)
        let pace = number(in: 0...LeaseSize.bytesMax)
        let exchange = try write(stream.worker) { ledger, transaction in
            try ledger.exchange(
                stream.key,
                self.identity(stream.worker),
                sent: stream.unsettled,
                wanted: wanted,
                pace: pace,
                self.limits,
                transaction
            )
        }
        note(stream.key.subject, stream.worker)
        streams[index].unsettled = 0
        streams[index].unsent += exchange.granted
    }

    private func closeOne() throws {
        guard let index = anyStream() else { return }
        try close(streams.remove(at: index))
    }

    private func close(_ stream: Stream) throws {
        try write(stream.worker) {
            try $0.close(stream.key, sent: stream.unsettled, self.limits.window, $1)
        }
        note(stream.key.subject, stream.worker)
    }

    /// A stream moves to another worker, or is lost on its way.
    private func pass() throws {
        guard let index = anyStream(), let worker = anyWorker() else { return }
        let stream = streams[index]
        try write(stream.worker) {
            try $0.pause(stream.key, sent: stream.unsettled, self.limits.window, $1)
        }
        note(stream.key.subject, stream.worker)
        streams[index].unsent = 0
        streams[index].unsettled = 0
        streams[index].worker = worker
        if number(in: 0...4) == 0 { streams.remove(at: index) }
    }

    private func killWorker() throws {
        guard let worker = anyWorker() else { return }
        ledgers[worker] = nil
        streams.removeAll { $0.worker == worker }
        try startWorker()
    }

    private func settle() throws {
        // Streams that were lost on their way are given up after a minute.
        if streams.isEmpty { clock.move(by: 100_000) }
        let ledgers = ledgers
        let before = try users.map { try ledger.openLeases(of: $0).count }
        _ = try ledger.settleDead(limits.window) { ledgers[$0.process] != nil }
        for (user, count) in zip(users, before)
        where try ledger.openLeases(of: user).count != count {
            latest[user] = max(latest[user] ?? 0, ledger.now())
        }
    }

    private func anyStream() -> Int? {
        streams.isEmpty ? nil : number(in: 0...(streams.count - 1))
    }

    private func now(_ worker: Int32) -> Int { ledgers[worker]?.now() ?? 0 }

    private func note(_ user: RateLimitSubject, _ worker: Int32) {
        latest[user] = max(latest[user] ?? 0, now(worker))
    }

    private func write<Result>(
        _ worker: Int32,
        _ body: (DownloadLedger, borrowing WriteTransaction) throws -> Result
    ) throws -> Result {
        let ledger = ledgers[worker] ?? ledger
        return try environment.write { try body(ledger, $0) }
    }

    private func check() throws {
        for user in users {
            let sent = readInWindow(of: user)
            if sent > limits.bytes ?? 0 {
                complaints.append("\(sent) bytes were sent of \(limits)")
            }
            let report = try ledger.report(user, limits)
            if report.usedBytes + report.reservedBytes < sent {
                complaints.append("\(sent) bytes were sent, \(report) is known")
            }
            let open = try ledger.openLeases(of: user)
            if open.reduce(0, { $0 + $1.leased + $1.promised }) != report.reservedBytes
                || open.count != report.streams
            {
                complaints.append("\(open) and \(report) differ")
            }
        }
    }

    /// The most that the client read in a window that ends now.
    private func readInWindow(of user: RateLimitSubject) -> Int {
        let now = max(ledger.now(), latest[user] ?? 0)
        let start =
            limits.window.isSliding
            ? now - limits.window.seconds : now / limits.window.seconds * limits.window.seconds
        return (read[user] ?? []).reduce(0) { $1.second >= start ? $0 + $1.bytes : $0 }
    }
}
