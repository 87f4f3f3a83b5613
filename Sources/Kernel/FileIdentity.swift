import Glibc

/// What tells one state of one file from another.
package struct FileIdentity: Hashable, Sendable {
    package var device: UInt64
    package var inode: UInt64
    package var sizeBytes: Int
    /// Last change of the content, in nanoseconds since 1970.
    package var modifiedNanoseconds: Int64
    package var isRegular: Bool
    package var isDirectory: Bool

    /// The file at a path, symbolic links followed.
    package static func of(path: String) throws(SystemError) -> FileIdentity {
        var status = stat()
        try check("stat", path) { unsafe stat(path, &status) }
        return FileIdentity(status)
    }

    static func of(descriptor: Descriptor, path: String) throws(SystemError) -> FileIdentity {
        var status = stat()
        try check("fstat", path) { unsafe fstat(descriptor.number, &status) }
        return FileIdentity(status)
    }

    private init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        sizeBytes = Int(status.st_size)
        modifiedNanoseconds =
            Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isDirectory = status.st_mode & S_IFMT == S_IFDIR
    }
}
