import Settings

/// `omero config load`: many properties from lines `KEY=VALUE`.
enum LoadCommand {
    private static let file = ArgumentDescription(
        name: "FILE",
        count: .any,
        help: "Files to read, - for the input; the input when there is none.",
        completion: .files
    )
    private static let quiet = OptionDescription.flag(
        "-q",
        help: "Let a line overrule another value of the same property."
    )

    static let description = CommandDescription(
        name: "load",
        summary: "set properties from lines KEY=VALUE.",
        details: """
            Lines that start with # are passed over; a backslash at the end of a line goes on in \
            the next. All lines are checked first: when one is wrong, nothing is changed.
            """,
        examples: [
            .init("omero config load site.properties", "Sets what the file says."),
            .init(
                "omero config get --show-password > saved.properties",
                "Saves the settings in the form that is loaded."
            ),
        ],
        options: [quiet],
        arguments: [file]
    ) { invocation in try run(invocation) }

    private static func run(_ invocation: Invocation) throws -> ExitStatus {
        let paths = invocation.words(file)
        var lines: [PropertyLines.Line] = []
        for path in paths.isEmpty ? ["-"] : paths {
            lines += PropertyLines(try TextInput.read(path, invocation.console)).lines
        }
        try check(lines)
        try ConfigurationFile(invocation).change { document in
            for line in lines {
                try refuseDuplicate(line, document, invocation)
                document.properties[line.name] = line.value
            }
        }
        for line in lines { try PropertyRules.warn(line.name, invocation.console) }
        return .success
    }

    /// Refuses with all faults at once, so that a file is corrected in one go.
    private static func check(_ lines: [PropertyLines.Line]) throws {
        var faults: [String] = []
        for line in lines {
            do {
                try PropertyRules.check(line.name, line.value)
            } catch {
                faults.append(CommandFailure(error).description)
            }
        }
        guard faults.isEmpty else {
            throw CommandFailure(.badData, faults.joined(separator: "\n"))
        }
    }

    private static func refuseDuplicate(
        _ line: PropertyLines.Line,
        _ document: ConfigurationDocument,
        _ invocation: Invocation
    ) throws {
        guard !invocation.isSet(quiet), let old = document.properties[line.name],
            old != line.value
        else { return }
        throw CommandFailure(
            .badData,
            "Duplicate property: \(line.name) ('\(old)' => '\(line.value)')",
            remedy: "With -q the new value overrules the old."
        )
    }
}
