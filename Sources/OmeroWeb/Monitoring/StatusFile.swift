import Kernel
import Settings

/// Where a master writes how things stand, for `omero web status`.
package enum StatusFile {
    static let sizeBytesMax = 1 << 20

    /// The document, or nil when no master wrote one.
    package static func read(_ instance: Instance) throws -> String? {
        let path = path(instance, try instance.settings())
        guard Directory.exists(path) else { return nil }
        return String(decoding: try File.open(path).read(at: 0, count: sizeBytesMax), as: UTF8.self)
    }

    static func path(_ instance: Instance, _ settings: SettingsSnapshot) -> String {
        instance.volatileFolder(settings) + "/status.json"
    }
}
