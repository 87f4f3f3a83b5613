import Kernel
import Synchronization

/// The threads of a worker that may wait: they run handlers, and in a sync worker they write.
final class HandlerThreads: Sendable {
    /// A job is told its thread's progress stamp, to renew when it moves on.
    typealias Job = @Sendable (ProgressStamp) -> Void

    let count: Int
    private let jobs = WaitingQueue<Job>()
    private let stamps: [ProgressStamp]
    private let pending = Atomic<Int>(0)

    init(count: Int, kind: WorkerKind) throws {
        self.count = count
        stamps = (0..<count).map { _ in ProgressStamp() }
        for (index, stamp) in stamps.enumerated() {
            let jobs = jobs
            try Thread.start(name: "\(kind.rawValue)-\(index)") {
                while true {
                    let job = jobs.take()
                    stamp.renew()
                    job(stamp)
                    stamp.clear()
                }
            }
        }
    }

    /// Jobs that wait or run, as long as each is taken back with `finished`.
    var load: Int { pending.load(ordering: .relaxed) }
    var hasRoom: Bool { load < count }

    func start(_ job: @escaping Job) {
        pending.add(1, ordering: .relaxed)
        jobs.add(job)
    }

    func finished() { pending.subtract(1, ordering: .relaxed) }

    /// Whether no job has been silent since before that moment.
    func madeProgress(since moment: MonotonicTime) -> Bool {
        stamps.allSatisfy { $0.isIdleOrRenewed(since: moment) }
    }
}

/// When a thread last moved on with its job.
final class ProgressStamp: Sendable {
    private let nanoseconds = Atomic<Int64>(0)

    func renew() {
        nanoseconds.store(MonotonicTime.now().nanoseconds, ordering: .relaxed)
    }

    func clear() { nanoseconds.store(0, ordering: .relaxed) }

    func isIdleOrRenewed(since moment: MonotonicTime) -> Bool {
        let stamp = nanoseconds.load(ordering: .relaxed)
        return stamp == 0 || stamp >= moment.nanoseconds
    }
}
