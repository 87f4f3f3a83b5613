import CLinux
import Glibc
import Synchronization

/// A log that several processes append to, a line at a time, and that can be reopened after rotation.
package final class LogFile: Sendable {
    package let path: String
    private let descriptor: Mutex<Descriptor>

    package init(path: String) throws(SystemError) {
        self.path = path
        descriptor = Mutex(try Self.open(path))
    }

    private static func open(_ path: String) throws(SystemError) -> Descriptor {
        Descriptor(
            owning: try check("open", path) {
                unsafe clinux_open(path, O_WRONLY | O_CREAT | O_APPEND, 0o640)
            }
        )
    }

    /// Opens the path anew, after something moved the file away.
    package func reopen() throws(SystemError) {
        let fresh = try Self.open(path)
        descriptor.withLock { $0 = fresh }
    }

    /// The descriptor to give to children as their output.
    package var current: Descriptor { descriptor.withLock { $0 } }

    /// Appends a line; one write, so lines of different processes do not mix.
    package func append(line: String) throws(SystemError) {
        try current.write(Array((line + "\n").utf8), subject: path)
    }
}
