import CLinux
import Glibc

/// Replaces a file so that a reader sees the old content or the new, never a part.
package enum AtomicReplacement {
    /// Writes aside, flushes to the disk, renames, and flushes the folder.
    package static func write(
        _ bytes: [UInt8],
        to path: String,
        mode: UInt32 = 0o644
    ) throws(SystemError) {
        let temporary = path + ".temp"
        let file = try create(temporary, mode)
        try file.write(bytes, subject: temporary)
        try check("fsync", temporary) { fsync(file.number) }
        try check("rename", path) { unsafe rename(temporary, path) }
        try flushFolder(of: path)
    }

    private static func create(_ path: String, _ mode: UInt32) throws(SystemError) -> Descriptor {
        let number = try check("open", path) {
            unsafe clinux_open(path, O_WRONLY | O_CREAT | O_TRUNC, mode)
        }
        return Descriptor(owning: number)
    }

    static func flushFolder(of path: String) throws(SystemError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) + "/" } ?? "."
        let number = try check("open", folder) { unsafe clinux_open(folder, O_RDONLY, 0) }
        let descriptor = Descriptor(owning: number)
        try check("fsync", folder) { fsync(descriptor.number) }
    }
}

extension Descriptor {
    /// Writes all bytes at the descriptor's position, waiting as long as it takes.
    package func write(_ bytes: [UInt8], subject: String) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            done += try check("write", subject) {
                unsafe bytes.withUnsafeBytes { buffer in
                    unsafe Glibc.write(
                        number,
                        buffer.baseAddress?.advanced(by: done),
                        buffer.count - done
                    )
                }
            }
        }
    }
}
