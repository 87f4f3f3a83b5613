import Kernel
import OmeroWeb

/// `omero web master` and `omero web worker`: what the program calls itself with.
enum RoleCommands {
    private static let readiness = OptionDescription.value(
        "--readiness",
        name: "DESCRIPTOR",
        help: "Open descriptor that hears once how the start went."
    )
    private static let resume = OptionDescription.value(
        "--resume",
        name: "DESCRIPTOR",
        help: "Open descriptor with the state of the program that ran before in this process."
    )

    static let master = CommandDescription(
        name: "master",
        summary: "the process that keeps the pools; started by 'omero web start'.",
        examples: [.init("omero web master --readiness 3", "As 'omero web start' calls it.")],
        options: [readiness, resume, StartOptions.foreground],
        isHidden: true
    ) { invocation in
        let instance = try CommandInstance.locate(invocation.console)
        let numbers = 3...Int(Int32.max)
        let line = try invocation.number(of: readiness, in: numbers).map(Int32.init)
        let state = try invocation.number(of: resume, in: numbers).map(Int32.init)
        let isForeground = invocation.isSet(StartOptions.foreground)
        if let line { try Process.setCloseOnExec(line, true) }
        if !isForeground { Process.becomeSessionLeader() }
        try Process.changeDirectory(to: instance.root)
        return try ended(
            MasterProcess.run(
                instance,
                readiness: line,
                isForeground: isForeground,
                resuming: state
            )
        )
    }

    static let worker = CommandDescription(
        name: "worker",
        summary: "the process that serves; started by the master.",
        examples: [.init("omero web worker ...", "As the master calls it.")],
        isHidden: true,
        takesWordsUnread: true
    ) { invocation in
        try ended(WorkerProcess.run(invocation.unreadWords))
    }

    /// The exit code of a role as a status; it has said itself what there was to say.
    static func ended(_ code: Int32) throws -> ExitStatus {
        guard let status = ExitStatus(rawValue: code) else {
            throw CommandFailure(.defect, "The process ended with the unknown code \(code).")
        }
        return status
    }
}
