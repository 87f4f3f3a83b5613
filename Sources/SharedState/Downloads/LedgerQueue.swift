import Kernel
import LMDB

/// The thread of a worker that asks the ledger for all its streams.
///
/// What waits is done in one transaction, so a thousand streams cost the disk one write, and no loop
/// waits for it.
package final class LedgerQueue: Sendable {
    let owner: ProcessIdentity
    let ledger: DownloadLedger
    private let speed: SpeedLimiter
    private let jobs = WaitingQueue<Job>()
    private let observe: @Sendable (Event) -> Void

    /// What the queue tells about its work.
    package enum Event: Sendable {
        /// A question was answered, so long after it was asked.
        case answered(seconds: Double)
        case failed(any Error)
    }

    /// Jobs in one transaction.
    private static let batchMax = 4096
    /// Time after which what must not be lost is tried again.
    private static let retrySeconds = 1.0

    private struct Job: Sendable {
        let askedAt = MonotonicTime.now()
        let isVolatile: Bool
        /// It is tried until it is kept.
        let isForSure: Bool
        /// Changes the tables, and answers what is to be told when that is kept.
        let change: @Sendable (borrowing WriteTransaction) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    /// - Parameter observe: called on the queue's thread.
    package init(
        _ ledger: DownloadLedger,
        _ speed: SpeedLimiter,
        observe: @escaping @Sendable (Event) -> Void
    ) throws {
        self.ledger = ledger
        self.speed = speed
        self.observe = observe
        owner =
            try ProcessIdentity(living: Process.number)
            ?? ProcessIdentity(process: Process.number, startTicks: 0)
        // The queue lives as long as its process.
        try Thread.start(name: "ledger") { self.run() }
    }

    /// Has the ledger changed; `answer` is called on the queue's thread when that is kept.
    func change<Result: Sendable>(
        _ change: @escaping @Sendable (DownloadLedger, borrowing WriteTransaction) throws -> Result,
        _ answer: @escaping @Sendable (Swift.Result<Result, any Error>) -> Void
    ) {
        add(isVolatile: false, { [ledger] in try change(ledger, $0) }, answer)
    }

    /// The same for what must be written, however long that takes.
    func changeForSure(
        _ change: @escaping @Sendable (DownloadLedger, borrowing WriteTransaction) throws -> Void
    ) {
        let ledger = ledger
        jobs.add(
            Job(
                isVolatile: false,
                isForSure: true,
                change: { transaction in
                    try change(ledger, transaction)
                    return {}
                },
                fail: { _ in }
            )
        )
    }

    /// Waits until everything asked before is done; the last thing a process does with its queue.
    package func finish() {
        let done = WaitingQueue<Void>()
        change({ _, _ in }, { _ in done.add(()) })
        done.take()
    }

    /// Takes a turn of a user's speed.
    func takeTurn(
        _ bytes: Int,
        _ subject: RateLimitSubject,
        bytesPerSecond: Int,
        _ answer: @escaping @Sendable (Swift.Result<MonotonicTime, any Error>) -> Void
    ) {
        add(
            isVolatile: true,
            { [speed] in
                try speed.take(bytes, subject, bytesPerSecond: bytesPerSecond, $0)
            },
            answer
        )
    }

    private func add<Result: Sendable>(
        isVolatile: Bool,
        _ change: @escaping @Sendable (borrowing WriteTransaction) throws -> Result,
        _ answer: @escaping @Sendable (Swift.Result<Result, any Error>) -> Void
    ) {
        jobs.add(
            Job(
                isVolatile: isVolatile,
                isForSure: false,
                change: { transaction in
                    let result = try change(transaction)
                    return { answer(.success(result)) }
                },
                fail: { answer(.failure($0)) }
            )
        )
    }

    private func run() {
        var unkept: [Job] = []
        while true {
            let batch =
                unkept.isEmpty
                ? jobs.takeAll(max: Self.batchMax)
                : jobs.takeAll(max: Self.batchMax, withinSeconds: Self.retrySeconds)
            _ = perform(batch.filter(\.isVolatile), in: speed.environment)
            unkept = perform(unkept + batch.filter { !$0.isVolatile }, in: ledger.environment)
        }
    }

    /// All in one transaction; where that fails each in its own, so that one costs no other.
    ///
    /// Answers what must be tried again.
    private func perform(_ batch: [Job], in environment: Environment) -> [Job] {
        if batch.isEmpty { return [] }
        do {
            let answers = try environment.write { transaction in
                try batch.map { try $0.change(transaction) }
            }
            for answer in answers { answer() }
            let now = MonotonicTime.now()
            for job in batch { observe(.answered(seconds: now.seconds(since: job.askedAt))) }
            return []
        } catch {
            guard batch.count == 1 else {
                return batch.flatMap { perform([$0], in: environment) }
            }
            observe(.failed(error))
            if batch[0].isForSure { return batch }
            batch[0].fail(error)
            return []
        }
    }
}
