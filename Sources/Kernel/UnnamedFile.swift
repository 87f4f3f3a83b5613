import CLinux
import Glibc

/// A file that no path names: it is gone when nobody holds it open, also after a crash.
package struct UnnamedFile: Sendable {
    private let descriptor: Descriptor
    private let folder: String

    /// - Parameter folder: where its bytes lie; made when it is missing.
    package init(in folder: String) throws(SystemError) {
        try Directory.create(folder)
        let name = String(UInt64.random(in: .min ... .max), radix: 16)
        let path = "\(folder)/.\(Process.number)-\(name)"
        let number = try check("open", path) {
            unsafe clinux_open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        }
        descriptor = Descriptor(owning: number)
        self.folder = folder
        try Directory.removeFileIfPresent(path)
    }

    package func append(_ bytes: [UInt8]) throws(SystemError) {
        try descriptor.write(bytes, subject: folder)
    }

    /// The file as it is now, for reading (proc(5) names what is open).
    package func reopened() throws(SystemError) -> File {
        try File.open("/proc/self/fd/\(descriptor.number)")
    }
}
