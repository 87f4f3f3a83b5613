import Kernel
import OmeroWeb
import Settings

/// Finds the instance a command works on.
enum CommandInstance {
    /// The folder OMERODIR names in the console's environment.
    static func locate(_ console: Console) throws -> Instance {
        guard let root = console.environment("OMERODIR"), !root.isEmpty else {
            throw CommandFailure(.badConfiguration, InstanceError.notNamed.description)
        }
        return Instance(root: root.hasPrefix("/") ? root : Process.workingDirectory() + "/" + root)
    }

    /// The settings of the instance, or what is wrong with its file.
    static func settings(_ instance: Instance) throws -> SettingsSnapshot {
        do {
            return try instance.settings()
        } catch {
            throw CommandFailure(
                .badConfiguration,
                "\(instance.configPath): \(error)",
                remedy: "Correct it with: omero config set NAME VALUE"
            )
        }
    }
}
