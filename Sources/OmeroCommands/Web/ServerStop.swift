import Kernel
import OmeroWeb
import Settings
import Supervision

/// One stop of a server, until its master's lock is free.
struct ServerStop {
    private let console: Console
    private let instance: Instance

    /// Time beside the graceful one: for closing what is shared.
    private static let marginSeconds = 10.0
    /// The graceful time when the settings cannot be read.
    private static let gracefulSecondsUnknown = 30.0
    /// Time for a killed process to be gone.
    private static let killSeconds = 10.0

    init(_ console: Console) throws {
        self.console = console
        instance = try CommandInstance.locate(console)
    }

    private var file: PIDFile { instance.pidFile }

    func run() throws {
        try console.write("Stopping OMERO.web... ")
        switch try file.standing() {
        case .absent: try console.line("[NOT STARTED]")
        case .stale, .unreadable:
            try console.line("[NOT STARTED]")
            try file.remove()
            try console.message("WARNING: Removed stale \(file.path)")
        case .running(let process): try stop(process)
        }
    }

    private func stop(_ process: Int32) throws {
        Signal.terminate.send(to: process)
        let seconds = gracefulSeconds() + Self.marginSeconds
        let isGraceful = try isGone(withinSeconds: seconds)
        if !isGraceful { try kill(process) }
        try console.line(console.mark("OK"))
        try console.line("OMERO.web WSGI workers (PID \(process)) killed.")
        try file.remove()
        if !isGraceful {
            try console.message("WARNING: They did not leave within \(Int(seconds)) seconds.")
        }
    }

    /// The time the running server gives; settings that became wrong since do not keep it alive.
    private func gracefulSeconds() -> Double {
        do {
            return try instance.settings()[WebSettings.gracefulTimeout]
        } catch {
            return Self.gracefulSecondsUnknown
        }
    }

    /// The master holds its lock to its last breath, after it removed its file.
    private func isGone(withinSeconds seconds: Double) throws -> Bool {
        try Polling.wait(seconds: seconds) { () throws(SystemError) in try file.lock() != nil }
    }

    /// Kills the master's whole group, for the workers have it as their own.
    private func kill(_ process: Int32) throws {
        if !Signal.kill.send(to: -process) { Signal.kill.send(to: process) }
        guard try isGone(withinSeconds: Self.killSeconds) else {
            throw CommandFailure(
                .unavailable,
                "[FAILED]\nThe process \(process) cannot be killed.",
                remedy: "See what it waits for: cat /proc/\(process)/stack"
            )
        }
    }
}
