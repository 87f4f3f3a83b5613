import CLinux
import Glibc

/// A file that is written piece by piece, and has its name when it is whole and on the disk.
///
/// One that is never finished leaves nothing behind; of a killed process, what `removeRemnants` finds.
package final class NewFile {
    package let path: String
    package private(set) var byteCount = 0
    private let temporary: String
    private let descriptor: Descriptor
    private var isFinished = false

    package init(_ path: String, mode: UInt32 = 0o600) throws(SystemError) {
        let temporary = path + Self.ending
        let number = try check("open", path) {
            unsafe clinux_open(temporary, O_WRONLY | O_CREAT | O_TRUNC, mode)
        }
        self.path = path
        self.temporary = temporary
        descriptor = Descriptor(owning: number)
        try check("flock", path) { clinux_lock(number, 1) }
    }

    private static let ending = ".partial"

    /// Writes a file whole, from pieces with nil behind the last; a failure leaves nothing.
    package static func write(
        to path: String,
        mode: UInt32,
        pieces next: () throws -> [UInt8]?
    ) throws {
        let file = try NewFile(path, mode: mode)
        while let piece = try next() { try file.append(piece) }
        try file.finish()
    }

    /// Removes the unfinished files of a folder that nobody writes any more: a writer holds a lock.
    package static func removeRemnants(in folder: String) throws(SystemError) {
        for name in try Directory.names(in: folder) where name.hasSuffix(ending) {
            let path = folder + "/" + name
            guard let lock = try FileLock.acquire(path) else { continue }
            try withExtendedLifetime(lock) { () throws(SystemError) in
                _ = try Directory.removeFileIfPresent(path)
            }
        }
    }

    deinit {
        if !isFinished { _ = unsafe unlink(temporary) }
    }

    package func append(_ bytes: [UInt8]) throws(SystemError) {
        try descriptor.write(bytes, subject: path)
        byteCount += bytes.count
    }

    /// Flushes, renames and flushes the folder; an existing file at that path is replaced.
    package func finish() throws(SystemError) {
        try check("fsync", path) { fsync(descriptor.number) }
        try check("rename", path) { unsafe rename(temporary, path) }
        isFinished = true
        try AtomicReplacement.flushFolder(of: path)
    }
}
