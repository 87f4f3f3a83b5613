import Kernel
import OmeroWeb
import Settings
import Supervision

/// `omero web status`.
enum StatusCommand {
    private static let json = OptionDescription.flag(
        "--json",
        help: "Print the master's own document, as /status of the metrics address has it."
    )

    static let description = CommandDescription(
        name: "status",
        summary: "show whether the server runs, and how its workers are.",
        details: "Exits with 0 when it runs, 3 when it does not, 4 when it does not say.",
        examples: [
            .init("omero web status", "One line, and a table of the workers."),
            .init("omero web status --json", "The same for programs."),
        ],
        options: [json]
    ) { invocation in
        let instance = try CommandInstance.locate(invocation.console)
        return invocation.isSet(json)
            ? try printDocument(instance, invocation.console)
            : try printTable(instance, invocation.console)
    }

    private static func printTable(
        _ instance: Instance,
        _ console: Console
    ) throws -> ExitStatus {
        try console.write("OMERO.web status... ")
        switch try instance.pidFile.standing() {
        case .absent: try console.line("[NOT STARTED]")
        case .unreadable, .stale:
            try console.line("[NOT STARTED]")
            try console.message("WARNING: \(instance.pidFile.path) is stale; a start removes it")
        case .running(let process):
            try console.line("\(console.mark("RUNNING")) (PID \(process))")
            guard let status = try ServerStatus.awaited(from: process, instance) else {
                try console.message("The server has not said yet how it is.")
                return .unknownState
            }
            try console.write(StatusTable(status: status).text)
            return .success
        }
        return .notRunning
    }

    private static func printDocument(
        _ instance: Instance,
        _ console: Console
    ) throws -> ExitStatus {
        guard case .running(let process) = try instance.pidFile.standing() else {
            try console.line(#"{"phase":"stopped"}"#)
            return .notRunning
        }
        guard try ServerStatus.awaited(from: process, instance) != nil,
            let text = try StatusFile.read(instance)
        else {
            try console.line(#"{"phase":"unknown","pid":\#(process)}"#)
            return .unknownState
        }
        try console.line(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        return .success
    }
}
