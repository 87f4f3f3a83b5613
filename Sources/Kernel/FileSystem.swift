import Glibc

/// The file system a folder lies in.
package enum FileSystem {
    /// Bytes that may still be written there.
    package static func freeBytes(at path: String) throws(SystemError) -> Int {
        var status = statvfs()
        try check("statvfs", path) { unsafe statvfs(path, &status) }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}
