import Kernel
import OmeroWeb
import Settings
import Supervision

/// One start of a server, from the look at the settings to its first answer.
struct ServerStart {
    private let invocation: Invocation
    private let console: Console
    private let instance: Instance
    private let settings: SettingsSnapshot

    /// Reads the settings, so that a start that cannot succeed stops nothing first.
    init(_ invocation: Invocation) throws {
        self.invocation = invocation
        console = invocation.console
        instance = try CommandInstance.locate(console)
        settings = try CommandInstance.settings(instance)
    }

    private var isForeground: Bool { invocation.isSet(StartOptions.foreground) }

    func run() throws -> ExitStatus {
        try StartOptions.warn(invocation)
        try refuseSecondStart()
        // In the foreground the master itself says what is wrong, and may be given open sockets.
        if !isForeground { try check() }
        try installStaticFiles()
        return isForeground ? try stayInForeground() : try startInBackground()
    }

    private func refuseSecondStart() throws {
        let file = instance.pidFile
        switch try file.standing() {
        case .absent: return
        case .running(let process):
            try console.write("Starting OMERO.web... ")
            throw CommandFailure(
                .unavailable,
                "[FAILED] OMERO.web already started. \(file.path) exists (PID: \(process))! "
                    + "Use 'web stop or restart' first."
            )
        case .stale, .unreadable:
            try file.remove()
            try console.message("WARNING: Removed stale \(file.path)")
        }
    }

    private func check() throws {
        let findings = ConfigurationCheck.run(instance).filter { $0.level != .ok }
        for finding in findings { try console.message(CheckCommand.text(of: finding)) }
        guard !findings.contains(where: { $0.level == .failure }) else {
            throw CommandFailure(.badConfiguration, "OMERO.web cannot start like this.")
        }
    }

    private func installStaticFiles() throws {
        let count = try StaticFiles.install(instance, settings)
        guard count > 0 else { return }
        try console.line("\(count) static files copied to '\(instance.staticFolder(settings))'.")
    }

    private func stayInForeground() throws -> ExitStatus {
        try console.message("Starting OMERO.web in the foreground...")
        try Process.changeDirectory(to: instance.root)
        return try RoleCommands.ended(
            MasterProcess.run(instance, readiness: nil, isForeground: true)
        )
    }

    private func startInBackground() throws -> ExitStatus {
        try console.write("Starting OMERO.web... ")
        do {
            try MasterLaunch(instance, logPath: instance.logPath(settings)).waitUntilReady()
        } catch let error as LaunchError {
            throw CommandFailure(.unavailable, "[FAILED]\n\(error)")
        }
        try console.line(console.mark("OK"))
        return .success
    }
}
