import Kernel
import Settings

/// `omero config set`: one property, or none of it.
enum SetCommand {
    private static let key = ArgumentDescription(
        name: "KEY",
        help: "Name of the property.",
        completion: .words(SettingNames.all)
    )
    private static let value = ArgumentDescription(
        name: "VALUE",
        count: .optional,
        help: "New value; without one the property is removed. After -- it may start with a dash."
    )
    private static let file = OptionDescription.value(
        "--file",
        "-f",
        name: "FILE",
        completion: .files,
        help: "Take the value from a file, or from the input when it is -."
    )

    static let description = CommandDescription(
        name: "set",
        summary: "set a property, or remove it when there is no value.",
        details: "The value is checked; a property this server does not know is refused by name.",
        examples: [
            .init("omero config set omero.web.wsgi_workers 9", "Nine workers."),
            .init("omero config set omero.web.wsgi_workers", "Back to the default."),
            .init(
                "omero config set omero.web.wsgi_args -- '--backlog 4096'",
                "A value that starts with a dash comes after --."
            ),
        ],
        options: [file, ConfigCommands.report],
        arguments: [key, value]
    ) { invocation in try run(invocation) }

    private static func run(_ invocation: Invocation) throws -> ExitStatus {
        let name = invocation.requiredWord(key)
        try refuseAssignment(name, invocation)
        try PropertyRules.checkName(name)
        let console = invocation.console
        guard let value = try newValue(invocation) else {
            try ConfigurationFile(invocation).change { $0.properties[name] = nil }
            if invocation.isSet(ConfigCommands.report) {
                try console.line("Changed: Removed \(name)")
            }
            return .success
        }
        try PropertyRules.check(name, value)
        try ConfigurationFile(invocation).change { $0.properties[name] = value }
        try PropertyRules.warn(name, console)
        if invocation.isSet(ConfigCommands.report) {
            try console.line("Changed: Set \(name):\(value)")
        }
        return .success
    }

    /// `set k=v` sets nothing, so it is said how to.
    private static func refuseAssignment(_ name: String, _ invocation: Invocation) throws {
        guard let mark = name.firstIndex(of: "=") else { return }
        let value = name[name.index(after: mark)...]
        throw CommandFailure(
            .usage,
            "\"=\" in key name. Did you mean "
                + "\"\(invocation.commandName) \(name[..<mark]) \(value)\"?"
        )
    }

    private static func newValue(_ invocation: Invocation) throws -> String? {
        guard let path = invocation.value(of: file) else { return invocation.word(value) }
        guard invocation.word(value) == nil else {
            throw CommandFailure(.usage, "VALUE and --file exclude each other")
        }
        let text = try TextInput.read(path, invocation.console)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
