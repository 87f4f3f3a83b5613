package import Kernel

/// Folders whose files are served beside those of the program, in the order they are looked into.
///
/// Nothing outside of a folder is served: no name goes up, none begins with a dot, and no link leads
/// out.
package struct StaticFolders: Sendable {
    private let paths: [String]

    package init(_ paths: [String]) { self.paths = paths }

    /// The first file with that path below a folder; nil when there is none that may be served.
    package func open(_ path: String) -> File? {
        guard Self.isPlain(path) else { return nil }
        for folder in paths {
            if let file = Self.open(folder, path) { return file }
        }
        return nil
    }

    /// Whether a folder of that name lies in one of them.
    package func hasFolder(_ name: String) -> Bool {
        paths.contains { folder in
            do throws(SystemError) {
                return try FileIdentity.of(path: folder + "/" + name).isDirectory
            } catch {
                // What cannot be looked at is not served either.
                return false
            }
        }
    }

    private static func isPlain(_ path: String) -> Bool {
        !path.utf8.contains(0)
            && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && !$0.hasPrefix(".")
            }
    }

    private static func open(_ folder: String, _ path: String) -> File? {
        do throws(SystemError) {
            let root = try Directory.resolved(folder)
            let file = try File.open(root + "/" + path)
            return try file.resolvedPath().hasPrefix(root == "/" ? root : root + "/") ? file : nil
        } catch {
            // A folder, a file that is gone or may not be read: nothing that is served.
            return nil
        }
    }
}

extension StaticFolders {
    /// Files of all folders, and bytes of one of them, that are copied for a front server.
    package static let filesMax = 20_000
    package static let fileBytesMax = 64 << 20
    /// Folders within each other.
    static let depthMax = 32

    /// The paths of all files below the folders, each once, by folder and name.
    ///
    /// - Throws: `StaticFoldersError`.
    package func files() throws(StaticFoldersError) -> [String] {
        var found: [String] = []
        var known: Set<String> = []
        for folder in paths {
            let root = try Self.reading(folder) { () throws(SystemError) in
                try Directory.resolved(folder)
            }
            var pending = [(path: "", depth: 0)]
            while let (below, depth) = pending.popLast() {
                let names = try Self.reading(folder) { () throws(SystemError) in
                    try Directory.names(in: below.isEmpty ? root : root + "/" + below)
                }
                for name in names.reversed() where !name.hasPrefix(".") {
                    let path = below.isEmpty ? name : below + "/" + name
                    if Self.isFolder(root + "/" + path) {
                        guard depth < Self.depthMax else { throw .tooDeep(folder) }
                        pending.append((path, depth + 1))
                    } else if known.insert(path).inserted, Self.open(folder, path) != nil {
                        found.append(path)
                        guard found.count <= Self.filesMax else { throw .tooMany(folder) }
                    }
                }
            }
        }
        return found
    }

    private static func reading<Result>(
        _ folder: String,
        _ read: () throws(SystemError) -> Result
    ) throws(StaticFoldersError) -> Result {
        do throws(SystemError) {
            return try read()
        } catch {
            throw .unreadable(folder: folder, reason: "\(error)")
        }
    }

    /// Links to folders are not followed: `depthMax` alone would let them multiply.
    private static func isFolder(_ path: String) -> Bool {
        do throws(SystemError) {
            let isLink = try Directory.resolved(path) != path
            let isDirectory = try FileIdentity.of(path: path).isDirectory
            return isDirectory && !isLink
        } catch {
            // A link to nothing, which is no file either.
            return false
        }
    }
}

/// Why the files of a folder cannot be served.
package enum StaticFoldersError: Error, Equatable, CustomStringConvertible {
    case unreadable(folder: String, reason: String)
    case tooMany(String)
    case tooDeep(String)
    case tooLarge(path: String)
    case notInstalled(application: String)

    package var description: String {
        switch self {
        case .unreadable(let folder, let reason):
            "the folder \(folder) of static files cannot be read: \(reason)"
        case .tooMany(let folder):
            "the folder \(folder) has more than \(StaticFolders.filesMax) static files"
        case .tooDeep(let folder):
            "the folder \(folder) has more than \(StaticFolders.depthMax) folders within each other"
        case .tooLarge(let path):
            "the static file \(path) has more than \(StaticFolders.fileBytesMax) bytes"
        case .notInstalled(let application):
            "\(application) is not installed: no folder of static files has a folder \(application)"
        }
    }
}
