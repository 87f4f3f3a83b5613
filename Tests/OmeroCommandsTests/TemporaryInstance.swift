import OmeroCommands
import TestSupport

/// An instance of one test, in a folder of its own.
struct TemporaryInstance {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    var configPath: String { folder.path("etc/grid/config.xml") }

    /// Runs `omero config` on it.
    func config(
        _ words: String...,
        input: String = "",
        profile: String? = nil
    ) -> CommandResult {
        run(["config"] + words, input: input, profile: profile)
    }

    func run(
        _ words: [String],
        input: String = "",
        profile: String? = nil,
        answers: [String] = []
    ) -> CommandResult {
        var environment = ["OMERODIR": folder.path]
        environment["OMERO_CONFIG"] = profile
        let captured = CapturedConsole(input: input, environment: environment, answers: answers)
        let status = OmeroCommand.run(words, console: captured.console())
        return CommandResult(status: status, output: captured.output, messages: captured.messages)
    }
}
