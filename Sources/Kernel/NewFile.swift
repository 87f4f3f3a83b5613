import CLinux
import Glibc

/// A file that is written piece by piece, and has its name when it is whole and on the disk.
///
/// One that is never finished leaves nothing behind.
package final class NewFile {
    package let path: String
    package private(set) var byteCount = 0
    private let temporary: String
    private let descriptor: Descriptor
    private var isFinished = false

    package init(_ path: String, mode: UInt32 = 0o600) throws(SystemError) {
        let temporary = path + ".partial"
        let number = try check("open", path) {
            unsafe clinux_open(temporary, O_WRONLY | O_CREAT | O_TRUNC, mode)
        }
        self.path = path
        self.temporary = temporary
        descriptor = Descriptor(owning: number)
    }

    deinit {
        if !isFinished { _ = unsafe unlink(temporary) }
    }

    package func append(_ bytes: [UInt8]) throws(SystemError) {
        try descriptor.write(bytes, subject: path)
        byteCount += bytes.count
    }

    /// Flushes and renames; an existing file at that path is replaced.
    package func finish() throws(SystemError) {
        try check("fsync", path) { fsync(descriptor.number) }
        try check("rename", path) { unsafe rename(temporary, path) }
        isFinished = true
    }
}
