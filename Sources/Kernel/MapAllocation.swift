import CLinux
import Glibc

/// Reserving the blocks of a file that is mapped, so that writing to the map cannot fail.
package enum MapAllocation {
    /// A full memory file system would end the process with SIGBUS; here it is an error.
    package static func reserve(_ path: String, bytes: Int) throws(SystemError) {
        let number = try check("open", path) { unsafe clinux_open(path, O_RDWR, 0) }
        let descriptor = Descriptor(owning: number)
        try check("posix_fallocate", path) { clinux_fallocate(descriptor.number, Int64(bytes)) }
    }
}
