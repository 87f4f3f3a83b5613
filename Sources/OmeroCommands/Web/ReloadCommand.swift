import Kernel
import OmeroWeb
import Supervision

/// `omero web reload`.
enum ReloadCommand {
    /// How long the new workers may take until all serve.
    private static let readySeconds = 180.0

    static let description = CommandDescription(
        name: "reload",
        summary: "take changed settings without losing a request.",
        details: """
            New workers are started with the new settings, then the old ones finish what they \
            have and leave. Wrong settings are refused and the server goes on with the old.
            """,
        examples: [.init("omero web reload", "Comes back when all workers are new.")]
    ) { invocation in try run(invocation.console) }

    private static func run(_ console: Console) throws -> ExitStatus {
        let instance = try CommandInstance.locate(console)
        let settings = try CommandInstance.settings(instance)
        try console.write("Reloading OMERO.web... ")
        guard case .running(let process) = try instance.pidFile.standing() else {
            throw CommandFailure(.unavailable, "[NOT STARTED]", remedy: "Use 'omero web start'.")
        }
        let log = try LogTail(path: instance.logPath(settings))
        guard let before = try ServerStatus.awaited(from: process, instance) else {
            throw CommandFailure(.temporary, "[FAILED]\nThe server has not said yet how it is.")
        }
        Signal.hangup.send(to: process)
        let isReady = try Polling.wait(seconds: readySeconds) {
            try refuseFailure(log, instance)
            guard let status = try ServerStatus.read(instance) else { return false }
            return status.generation > before.generation && status.phase == "ready"
        }
        guard isReady else {
            throw CommandFailure(
                .temporary,
                "[FAILED]\nNot all workers are new after \(Int(readySeconds)) seconds.",
                remedy: "'omero web status' shows them; \(log.path) says why."
            )
        }
        try console.line(console.mark("OK"))
        return .success
    }

    /// A master that refuses says so in the log, and one that died says no more.
    private static func refuseFailure(_ log: LogTail, _ instance: Instance) throws {
        let mark = "reload refused"
        for line in try log.newLines() {
            guard let range = line.firstRange(of: mark) else { continue }
            throw CommandFailure(.badConfiguration, "[FAILED]\n\(line[range.lowerBound...])")
        }
        if try instance.pidFile.standing() == .absent {
            throw CommandFailure(.unavailable, "[FAILED]\nThe server stopped meanwhile.")
        }
    }
}
