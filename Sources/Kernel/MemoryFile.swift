import CLinux
import Glibc

/// A file that lives in memory and is passed between processes by its descriptor.
package enum MemoryFile {
    /// Makes one with that content; the name shows only in /proc.
    package static func make(_ bytes: [UInt8], name: String) throws(SystemError) -> Descriptor {
        let descriptor = Descriptor(
            owning: try check("memfd_create", name) { unsafe clinux_memfd(name) }
        )
        try descriptor.write(bytes, subject: name)
        return descriptor
    }

    /// The whole content, whatever the position of the descriptor.
    package static func content(of descriptor: Descriptor) throws(SystemError) -> [UInt8] {
        var status = stat()
        try check("fstat") { unsafe fstat(descriptor.number, &status) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let length = try check("pread") {
            unsafe pread(descriptor.number, &bytes, bytes.count, 0)
        }
        return Array(bytes[..<length])
    }
}
