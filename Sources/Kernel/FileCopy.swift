import CLinux
import Glibc

/// Copies a file so that its name appears when the copy is whole and on the disk.
package enum FileCopy {
    private static let pieceBytes = 1 << 20

    /// Writes aside, flushes, and renames; an existing file at that path is replaced.
    package static func copy(_ file: File, to path: String) throws(SystemError) {
        let temporary = path + ".partial"
        try write(file, to: temporary)
        try check("rename", path) { unsafe rename(temporary, path) }
    }

    private static func write(_ file: File, to path: String) throws(SystemError) {
        let number = try check("open", path) {
            unsafe clinux_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        let target = Descriptor(owning: number)
        var offset = 0
        while true {
            let piece = try file.read(at: offset, count: pieceBytes)
            if piece.isEmpty { break }
            try target.write(piece, subject: path)
            offset += piece.count
        }
        try check("fsync", path) { fsync(number) }
    }
}
