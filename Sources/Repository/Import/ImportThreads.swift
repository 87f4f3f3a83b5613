import Kernel
import Synchronization

/// Threads that import the files of one run; what they did is heard on the thread that waits.
final class ImportThreads: Sendable {
    private let run: ImportRun
    private let paths: [String]
    /// The place of the next file in `paths`.
    private let next = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)
    private let messages = WaitingQueue<Message>()

    private enum Message: Sendable {
        case done(path: String, bytes: Int, ImportOutcome)
        case failed(any Error)
        /// A thread has ended.
        case ended
    }

    init(_ run: ImportRun, _ paths: [String]) {
        self.run = run
        self.paths = paths
    }

    /// Imports all files and returns when no thread works any more, also after an error.
    func work(count: Int, heard: (ImportProgress) throws -> Void) throws {
        var working = 0
        var failure: (any Error)?
        do {
            for index in 0..<min(count, paths.count) {
                try Thread.start(name: "import-\(index)") { self.importFiles() }
                working += 1
            }
        } catch {
            failure = error
            stop()
        }
        var done = (count: 0, bytes: 0)
        while working > 0 {
            do {
                switch messages.take() {
                case .ended: working -= 1
                case .failed(let error): throw error
                case .done(let path, let bytes, let outcome):
                    done = (done.count + 1, done.bytes + bytes)
                    guard failure == nil else { continue }
                    try heard(progress(done, path, outcome))
                }
            } catch {
                failure = failure ?? error
                stop()
            }
        }
        if let failure { throw failure }
    }

    private func stop() { isStopped.store(true, ordering: .relaxed) }

    private func progress(
        _ done: (count: Int, bytes: Int),
        _ path: String,
        _ outcome: ImportOutcome
    ) -> ImportProgress {
        ImportProgress(
            doneCount: done.count,
            totalCount: paths.count,
            doneBytes: done.bytes,
            path: path,
            outcome: outcome
        )
    }

    private func importFiles() {
        do {
            var batch = ImportBatch(run.catalogue)
            while !isStopped.load(ordering: .relaxed) {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < paths.count else { break }
                switch try run.importFile(paths[index]) {
                case .done(let outcome): tell(paths[index], outcome)
                case .add(let fileset): batch.add(paths[index], fileset)
                }
                if batch.isDue { try write(&batch) }
            }
            try write(&batch)
        } catch {
            messages.add(.failed(error))
        }
        messages.add(.ended)
    }

    private func write(_ batch: inout ImportBatch) throws {
        for (path, outcome) in try batch.write() { tell(path, outcome) }
    }

    private func tell(_ path: String, _ outcome: ImportOutcome) {
        messages.add(.done(path: path, bytes: bytes(of: path), outcome))
    }

    /// What counts towards the progress; a file that is gone counts nothing.
    private func bytes(of path: String) -> Int {
        do throws(SystemError) {
            return try FileIdentity.of(path: path).sizeBytes
        } catch {
            return 0
        }
    }
}
