import Kernel
package import Settings
import WebClient

/// Copies the files that pages load to where a front server takes them from.
package enum StaticFiles {
    /// Writes those that are missing or differ, and answers how many there are.
    package static func install(_ instance: Instance, _ settings: SettingsSnapshot) throws -> Int {
        let folder = instance.staticFolder(settings)
        for asset in StaticAsset.all {
            let path = folder + "/" + asset.path
            try Directory.create(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
            if try isCurrent(path, asset.bytes) { continue }
            try AtomicReplacement.write(asset.bytes, to: path)
        }
        return StaticAsset.all.count
    }

    private static func isCurrent(_ path: String, _ bytes: [UInt8]) throws -> Bool {
        guard Directory.exists(path) else { return false }
        let file = try File.open(path)
        return try file.sizeBytes == bytes.count && file.read(at: 0, count: bytes.count) == bytes
    }
}
