import CLinux
import Glibc

/// An advisory lock on a file, held until it is let go or the process ends.
package final class FileLock: Sendable {
    private let descriptor: Descriptor

    private init(_ descriptor: Descriptor) { self.descriptor = descriptor }

    /// Takes the lock at once or answers nil when another process holds it.
    package static func acquire(_ path: String) throws(SystemError) -> FileLock? {
        let number = try check("open", path) {
            unsafe clinux_open(path, O_RDWR | O_CREAT, 0o600)
        }
        let descriptor = Descriptor(owning: number)
        do throws(SystemError) {
            try check("flock", path) { clinux_lock(number, 1) }
        } catch {
            if error.wouldBlock { return nil }
            throw error
        }
        return FileLock(descriptor)
    }
}
