import Foundation

/// A folder of one test, removed with all in it when the test lets go of it.
package final class TemporaryFolder: Sendable {
    /// Absolute, without a slash at the end.
    package let path: String

    package init() throws {
        path = NSTemporaryDirectory() + "omero-test-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // A test may have moved or removed it; what is left lies in the system's temporary folder.
            NSLog("cannot remove %@: %@", path, "\(error)")
        }
    }

    /// The path of a file in the folder, which need not exist.
    package func path(_ name: String) -> String { path + "/" + name }

    /// Whether something lies at an absolute path.
    package func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// The files below a folder of it, in all folders.
    package func fileCount(_ name: String) throws -> Int {
        try FileManager.default.subpathsOfDirectory(atPath: path(name)).count {
            let attributes = try FileManager.default.attributesOfItem(atPath: path(name) + "/" + $0)
            return attributes[.type] as? FileAttributeType == .typeRegular
        }
    }

    /// Writes a file and answers its path.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: path(name)))
        return path(name)
    }

    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    package func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path(name))))
    }
}
