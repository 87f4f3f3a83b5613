import Synchronization

/// Runs Swift tasks on the one thread of an event loop.
///
/// Jobs may be added from any thread; the loop runs them between its waits, so tasks that
/// prefer this executor never run at the same time as the loop or each other.
package final class LoopExecutor: TaskExecutor {
    private let ready = Mutex<[UnownedJob]>([])
    private let wakeup: Wakeup

    package init(wakeup: Wakeup) { self.wakeup = wakeup }

    package func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        let isFirst = ready.withLock { jobs in
            jobs.append(unowned)
            return jobs.count == 1
        }
        if isFirst { wakeup.signal() }
    }

    /// Runs what is ready, and what becomes ready by it; called by the loop alone.
    package func runReady() {
        while true {
            let batch = ready.withLock { jobs in
                defer { jobs.removeAll(keepingCapacity: true) }
                return jobs
            }
            if batch.isEmpty { return }
            for job in batch {
                unsafe job.runSynchronously(on: asUnownedTaskExecutor())
            }
        }
    }
}
