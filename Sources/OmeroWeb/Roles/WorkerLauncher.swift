import Kernel
import Settings
import Supervision

/// How workers are started: our own binary, told what it is by arguments, and given the settings
/// as a file in memory, so that all workers of one generation have the same.
struct WorkerLauncher {
    private let instance: Instance
    private let settingsFile: Descriptor
    private let startedAt: MonotonicTime
    private let program: String
    let poolNames: [String]

    init(_ instance: Instance, _ settings: SettingsSnapshot, startedAt: MonotonicTime) throws {
        self.instance = instance
        self.startedAt = startedAt
        settingsFile = try MemoryFile.make(Array(settings.text.utf8), name: "omero-web-settings")
        program = try Process.executablePath()
        poolNames = try PoolLayout(settings).pools.map(\.name)
    }

    func launch(
        _ assignment: WorkerAssignment,
        output: Descriptor
    ) throws -> ChildProcess.Launch {
        let arguments = WorkerArguments(
            assignment,
            root: instance.root,
            masterStartNanoseconds: startedAt.nanoseconds,
            hasAsyncPool: poolNames.contains("async")
        )
        let settingsNumber = InheritedDescriptors.end(listenerCount: assignment.listenerCount)
        return ChildProcess.Launch(
            path: program,
            arguments: ["web", "worker"] + arguments.words,
            environment: Process.environment(),
            descriptors: [(own: settingsFile.number, childs: settingsNumber)],
            output: output.number
        )
    }
}
