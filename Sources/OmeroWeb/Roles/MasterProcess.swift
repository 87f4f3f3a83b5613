import Kernel
import Settings
import SharedState
import Supervision

/// The role of the master: everything around `Master` from the first line to the last.
package enum MasterProcess {
    /// Exit codes of sysexits(3): a failed start is no reason to start again at once.
    static let exitUnavailable: Int32 = 69
    static let exitSoftware: Int32 = 70

    /// Runs the master until it is stopped, and answers the process's exit code.
    ///
    /// - Parameters:
    ///   - readiness: a descriptor that gets `ready` or `failed: <reason>` as one line, once.
    ///   - isForeground: log lines also go to the error output.
    package static func run(
        _ instance: Instance,
        readiness: Int32?,
        isForeground: Bool,
        resuming state: Int32? = nil
    ) -> Int32 {
        let report = ReadinessReport(descriptor: readiness)
        do {
            return try serve(instance, report, isForeground, resuming: state)
        } catch {
            report.failed("\(error)")
            ServerLog.lastWords("\(error)", instance)
            return exitUnavailable
        }
    }

    private static func serve(
        _ instance: Instance,
        _ report: ReadinessReport,
        _ isForeground: Bool,
        resuming: Int32?
    ) throws -> Int32 {
        // Before any thread starts, so that all signals reach the queue.
        let signals = try Master.blockSignals()
        try Directory.create(instance.varFolder)
        guard let lock = try instance.pidFile.lock() else { throw MasterError.alreadyRunning }
        defer { withExtendedLifetime(lock) {} }
        let state = try resuming.map { number in
            let file = Descriptor(owning: number)
            return try MasterState(
                text: String(decoding: MemoryFile.content(of: file), as: UTF8.self)
            )
        }
        let application = try MasterApplication(
            instance,
            startedAt: state?.startedAt ?? .now(),
            capacity: state?.pools.map(\.listeners.count).reduce(0, +),
            readiness: report,
            isForeground: isForeground
        )
        let master = try Master(
            configuration: application.masterConfiguration(),
            delegate: application,
            signals: signals,
            startedAt: application.startedAt
        )
        if let state {
            try master.resume(state)
        } else {
            try master.open(inherited: SocketActivation.listeners(application.poolNames))
        }
        try instance.pidFile.write(Process.number)
        return try run(master, application, instance)
    }

    private static func run(
        _ master: Master,
        _ application: MasterApplication,
        _ instance: Instance
    ) throws -> Int32 {
        try application.startMonitoring()
        while true {
            try master.run()
            guard master.isToBeReplaced else { break }
            do {
                try replaceProgram(master, application)
            } catch {
                try master.stay(because: error)
            }
        }
        try application.finish()
        try instance.pidFile.remove()
        return application.exitCode
    }

    /// Runs the program that lies at our own path now, in this process.
    private static func replaceProgram(
        _ master: Master,
        _ application: MasterApplication
    ) throws {
        let path = try Process.executablePath()
        guard Directory.exists(path) else { throw MasterError.noProgram(path: path) }
        let state = try master.prepareReplacement()
        try Process.setCloseOnExec(state.number, false)
        application.log("replacing the program by \(path)")
        application.settle()
        var arguments = ["web", "master", "--resume", "\(state.number)"]
        if application.isForeground { arguments.append("--foreground") }
        try ChildProcess.replaceSelf(
            path: path,
            arguments: arguments,
            environment: Process.environment()
        )
    }
}

/// Why a master does not start.
package enum MasterError: Error, Equatable, CustomStringConvertible {
    case alreadyRunning
    case noProgram(path: String)
    case workersDoNotStart(logPath: String)
    case needsRestart(setting: String)

    package var description: String {
        switch self {
        case .alreadyRunning: "another master runs this instance"
        case .noProgram(let path): "there is no program at \(path)"
        case .workersDoNotStart(let path): "the workers do not start; \(path) says why"
        case .needsRestart(let setting):
            "\(setting) changed, which needs a restart: use 'omero web restart'"
        }
    }
}

/// Tells whoever started the master how the start went, once.
final class ReadinessReport {
    private var descriptor: Descriptor?

    init(descriptor number: Int32?) { descriptor = number.map(Descriptor.init(owning:)) }

    func ready() { send("ready\n") }
    func failed(_ reason: String) { send("failed: \(reason)\n") }

    private func send(_ line: String) {
        guard let descriptor else { return }
        self.descriptor = nil
        do throws(SystemError) {
            try descriptor.write(Array(line.utf8), subject: "readiness")
        } catch {
            // Whoever started us is gone; the log has the same words.
            ServerLog.standardError("readiness: \(error)")
        }
    }
}
