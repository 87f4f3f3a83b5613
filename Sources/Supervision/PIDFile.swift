package import Kernel

/// The file that names the running master, where OMERO has it: `var/django.pid`.
package struct PIDFile: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// What the file says about the process it names.
    package enum Standing: Equatable, Sendable {
        case absent
        case running(Int32)
        /// The process it names is gone, or is another program by now.
        case stale(Int32)
        /// It names no process at all.
        case unreadable
    }

    /// Whether the master lives is told by the lock it holds beside the file, not by its number alone.
    package func standing() throws(SystemError) -> Standing {
        guard Directory.exists(path) else { return .absent }
        let text = String(decoding: try File.open(path).read(at: 0, count: 32), as: UTF8.self)
        guard let process = Int32(text.split(whereSeparator: \.isWhitespace).first ?? "") else {
            return .unreadable
        }
        let isHeld = try FileLock.acquire(lockPath) == nil
        return isHeld && Signal.reaches(process) ? .running(process) : .stale(process)
    }

    /// The lock a master holds for its life; nil when another master has it.
    ///
    /// Whoever asks for the standing holds it for a moment, so it is tried more than once.
    package func lock() throws(SystemError) -> FileLock? {
        let pause = try Epoll(batchCount: 1)
        for _ in 0..<Self.lockAttemptsMax {
            if let lock = try FileLock.acquire(lockPath) { return lock }
            _ = try pause.wait(milliseconds: Self.lockPauseMilliseconds)
        }
        return nil
    }

    private static let lockAttemptsMax = 20
    private static let lockPauseMilliseconds = 5

    package var lockPath: String { path + ".lock" }

    package func write(_ process: Int32) throws(SystemError) {
        try AtomicReplacement.write(Array("\(process)\n".utf8), to: path)
    }

    /// Removes the file and says whether there was one.
    @discardableResult
    package func remove() throws(SystemError) -> Bool {
        try Directory.removeFileIfPresent(path)
    }
}
