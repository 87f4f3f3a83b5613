import Kernel

/// The folder that holds the repository's own copies.
///
/// A set's folder is named by where its files lay and in which state, so an import that was ended
/// half-way finds its copies again and an altered file never overwrites one that is being read.
struct ManagedFolder: Sendable {
    let path: String

    /// Copies files of a set, keeping how they lie to one another; answers where they lie now.
    func copy(_ files: [OriginalFile]) throws -> [OriginalFile] {
        let root = files[0].clientPath.folder
        let folder = path + "/" + name(of: files)
        return try files.map { file in
            guard file.clientPath.hasPrefix(root + "/") else {
                throw ImportError.outsideFolder(path: file.clientPath, folder: root)
            }
            var copied = file
            copied.path = folder + file.clientPath.dropFirst(root.count)
            try copy(file.clientPath, to: copied.path, within: file.clientPath)
            return copied
        }
    }

    /// Removes copies that no fileset refers to any more; files that lie elsewhere are left alone.
    func remove(_ paths: [String]) throws(SystemError) {
        for path in paths where path.hasPrefix(self.path + "/") {
            guard Directory.exists(path) else { continue }
            // What a folder held may still be open by name; it stays.
            guard try !FileIdentity.of(path: path).isDirectory else { continue }
            try Directory.removeFileIfPresent(path)
        }
    }

    private func name(of files: [OriginalFile]) -> String {
        var digest = Digest()
        digest.add(files[0].clientPath.utf8)
        let digits = digest.hexadecimal
        let version = FileState.version(of: files.map(\.state))
        return "\(digits.prefix(2))/\(digits)/\(version)"
    }

    /// Copies a file, or a folder with all in it; links are followed, but not out of `original`.
    private func copy(_ source: String, to target: String, within original: String) throws {
        let identity = try FileIdentity.of(path: source)
        if identity.isDirectory {
            try Directory.create(target)
            for name in try Directory.names(in: source)
            where !name.hasPrefix(".") || isMetadata(name) {
                let path = source + "/" + name
                guard try Directory.resolved(path).hasPrefix(original + "/") else {
                    throw ImportError.outsideFolder(path: path, folder: original)
                }
                try copy(path, to: target + "/" + name, within: original)
            }
            return
        }
        if Directory.exists(target) { return }
        try Directory.create(target.folder)
        try FileCopy.copy(try File.open(source), to: target)
    }

    /// Zarr 2 keeps what it knows about an array in files whose names begin with a dot.
    private func isMetadata(_ name: String) -> Bool { name.hasPrefix(".z") }
}

extension String {
    /// All before the last slash.
    var folder: String { lastIndex(of: "/").map { String(self[..<$0]) } ?? "." }

    /// All after the last slash.
    var fileName: String { lastIndex(of: "/").map { String(self[index(after: $0)...]) } ?? self }
}
