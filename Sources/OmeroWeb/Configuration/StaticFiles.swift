import Kernel
package import Settings
import WebClient

/// Copies the files that pages load to where a front server takes them from.
package enum StaticFiles {
    /// Writes those that are missing or differ, and answers how many there are.
    ///
    /// - Throws: `StaticFoldersError` when a folder cannot be served, or lacks a viewer's files.
    package static func install(_ instance: Instance, _ settings: SettingsSnapshot) throws -> Int {
        let folders = StaticFolders(settings)
        try InstalledViewers.check(settings)
        let target = instance.staticFolder(settings)
        for asset in StaticAsset.all { try install(asset.bytes, at: target + "/" + asset.path) }
        let own = Set(StaticAsset.all.map(\.path))
        let added = try folders.files().filter { !own.contains($0) }
        for path in added {
            // What went away since it was listed is not there to be copied.
            guard let file = folders.open(path) else { continue }
            guard file.sizeBytes <= StaticFolders.fileBytesMax else {
                throw StaticFoldersError.tooLarge(path: path)
            }
            try install(file.read(at: 0, count: file.sizeBytes), at: target + "/" + path)
        }
        return own.count + added.count
    }

    private static func install(_ bytes: [UInt8], at path: String) throws {
        if try isCurrent(path, bytes) { return }
        try Directory.create(Directory.parent(of: path))
        try AtomicReplacement.write(bytes, to: path)
    }

    private static func isCurrent(_ path: String, _ bytes: [UInt8]) throws -> Bool {
        guard Directory.exists(path) else { return false }
        let file = try File.open(path)
        return try file.sizeBytes == bytes.count && file.read(at: 0, count: bytes.count) == bytes
    }
}

extension StaticFolders {
    init(_ settings: SettingsSnapshot) { self.init(settings[WebSettings.staticFileFolders]) }
}
