import Kernel
import OmeroWeb

/// Finds the instance a command works on.
enum CommandInstance {
    /// The folder OMERODIR names in the console's environment.
    static func locate(_ console: Console) throws -> Instance {
        guard let root = console.environment("OMERODIR"), !root.isEmpty else {
            throw CommandFailure(.badConfiguration, InstanceError.notNamed.description)
        }
        return Instance(root: root.hasPrefix("/") ? root : Process.workingDirectory() + "/" + root)
    }
}
