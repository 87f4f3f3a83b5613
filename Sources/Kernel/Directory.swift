import Glibc

/// Folders: making them, listing them, and removing what lies in them.
package enum Directory {
    /// The names in a folder but `.` and `..`, sorted by bytes.
    package static func names(in path: String) throws(SystemError) -> [String] {
        guard let stream = unsafe opendir(path) else {
            throw SystemError(call: "opendir", subject: path, code: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe String(
                    cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self)
                )
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes the folder and those above it that are missing; an existing one stays as it is.
    ///
    /// The mode is the folder's own: whoever may not look into it may still have to pass those above.
    package static func create(_ path: String, mode: UInt32 = 0o755) throws(SystemError) {
        var made = path.hasPrefix("/") ? "/" : ""
        let parts = path.split(separator: "/")
        for (index, part) in parts.enumerated() {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
            let isLast = index == parts.count - 1
            if unsafe mkdir(made, isLast ? mode : 0o755) != 0 && errno != EEXIST {
                throw SystemError(call: "mkdir", subject: made, code: errno)
            }
        }
        guard try FileIdentity.of(path: path.isEmpty ? "." : path).isDirectory else {
            throw SystemError(call: "mkdir", subject: path, code: ENOTDIR)
        }
    }

    /// The folder a path lies in.
    package static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    package static func removeFile(_ path: String) throws(SystemError) {
        try check("unlink", path) { unsafe unlink(path) }
    }

    /// Removes the file and says whether there was one.
    @discardableResult
    package static func removeFileIfPresent(_ path: String) throws(SystemError) -> Bool {
        do {
            try removeFile(path)
            return true
        } catch {
            if error.isMissingFile { return false }
            throw error
        }
    }

    package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The absolute path with symbolic links resolved.
    package static func resolved(_ path: String) throws(SystemError) -> String {
        guard let text = unsafe realpath(path, nil) else {
            throw SystemError(call: "realpath", subject: path, code: errno)
        }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }
}
