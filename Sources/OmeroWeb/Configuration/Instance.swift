import Kernel
import Repository
package import Settings
package import Supervision

/// One OMERO.web with everything it keeps: the folder that OMERO calls OMERODIR, laid out as there.
package struct Instance: Sendable, Equatable {
    package let root: String

    package init(root: String) {
        self.root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
    }

    /// The instance that the environment names, as OMERO's commands find theirs.
    package static func locate() throws(InstanceError) -> Instance {
        guard let root = Process.environment("OMERODIR"), !root.isEmpty else {
            throw .notNamed
        }
        let absolute = root.hasPrefix("/") ? root : Process.workingDirectory() + "/" + root
        return Instance(root: absolute)
    }

    package var configPath: String { root + "/etc/grid/config.xml" }
    package var varFolder: String { root + "/var" }
    package var pidFile: PIDFile { PIDFile(path: varFolder + "/django.pid") }

    /// Reads `config.xml`; without one all settings have their defaults.
    package func settings() throws -> SettingsSnapshot {
        guard Directory.exists(configPath) else { return try SettingsSnapshot([:]) }
        let file = try File.open(configPath)
        let document = try ConfigurationDocument(xml: file.read(at: 0, count: file.sizeBytes))
        return try SettingsSnapshot(document.properties)
    }

    package func logFolder(_ settings: SettingsSnapshot) -> String {
        folder(settings[WebSettings.logFolder], orVar: "log")
    }

    package func logPath(_ settings: SettingsSnapshot) -> String {
        path(settings[WebSettings.errorLogFile]) ?? logFolder(settings) + "/OMEROweb.log"
    }

    /// The file that gets a line for each request; nil when none does.
    func accessLogPath(_ settings: SettingsSnapshot) -> String? {
        path(settings[WebSettings.accessLogFile])
    }

    /// A file that a setting names; relative paths begin at the instance.
    ///
    /// Nil for none.
    private func path(_ named: String) -> String? {
        named.isEmpty ? nil : named.hasPrefix("/") ? named : root + "/" + named
    }

    /// The log of an instance whose settings say nothing else.
    package var logPath: String { varFolder + "/log/OMEROweb.log" }

    /// Where the catalogue and copied images lie.
    package func dataFolder(_ settings: SettingsSnapshot) -> String {
        folder(settings[WebSettings.dataFolder], orVar: "data")
    }

    /// Where the server's own copies of images lie, as OMERO calls it.
    package func managedFolder(_ settings: SettingsSnapshot) -> String {
        dataFolder(settings) + "/ManagedRepository"
    }

    package func cataloguePath(_ settings: SettingsSnapshot) -> String {
        dataFolder(settings) + "/catalogue.sqlite"
    }

    /// Where files lie that people attach.
    package func attachmentFolder(_ settings: SettingsSnapshot) -> String {
        dataFolder(settings) + "/Attachments"
    }

    /// Where files lie while they come in.
    func uploadFolder(_ settings: SettingsSnapshot) -> String {
        attachmentFolder(settings) + "/incoming"
    }

    package func staticFolder(_ settings: SettingsSnapshot) -> String {
        folder(settings[WebSettings.staticRoot], orVar: "static")
    }

    /// Where the operator's look-up tables lie.
    package func lookUpTableFolder(_ settings: SettingsSnapshot) -> String {
        path(settings[WebSettings.lookUpTableFolder]) ?? root + "/lib/scripts/luts"
    }

    /// A folder in memory that belongs to this instance alone.
    package func volatileFolder(_ settings: SettingsSnapshot) -> String {
        let named = settings[WebSettings.volatileFolder]
        if !named.isEmpty { return named }
        guard Directory.exists("/dev/shm") else { return varFolder + "/run" }
        return "/dev/shm/omero-web-" + Digest.hexadecimal(of: root.utf8)
    }

    private func folder(_ named: String, orVar name: String) -> String {
        named.isEmpty ? varFolder + "/" + name : named
    }
}

/// Why there is no instance to work on.
package enum InstanceError: Error, Equatable, CustomStringConvertible {
    case notNamed

    package var description: String {
        switch self {
        case .notNamed:
            "OMERODIR is not set: set it to the folder of the instance, such as /opt/omero/web"
        }
    }
}
