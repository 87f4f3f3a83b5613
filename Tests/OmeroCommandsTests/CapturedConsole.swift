import Synchronization

@testable import OmeroCommands

/// A console whose output a test reads, and whose input and environment it writes.
final class CapturedConsole: Sendable {
    private let texts = Mutex((output: "", messages: ""))
    private let input: String
    private let environment: [String: String]
    /// What is typed where nobody sees it, one answer a question.
    private let answers: Mutex<[String]>

    init(input: String = "", environment: [String: String] = [:], answers: [String] = []) {
        self.answers = Mutex(answers)
        self.input = input
        self.environment = environment
    }

    var output: String { texts.withLock { $0.output } }
    var messages: String { texts.withLock { $0.messages } }

    func console(columns: Int? = nil, usesColour: Bool = false) -> Console {
        Console(
            write: { text in self.texts.withLock { $0.output += text } },
            writeMessage: { text in self.texts.withLock { $0.messages += text } },
            readInput: { Array(self.input.utf8) },
            readSecret: { _ in self.answers.withLock { $0.isEmpty ? nil : $0.removeFirst() } },
            environment: { self.environment[$0] },
            columns: columns,
            usesColour: usesColour
        )
    }
}

/// What a command line came to.
struct CommandResult: Equatable {
    var status: Int32
    var output: String
    var messages: String
}

/// Runs a command line in this process.
func omero(
    _ words: String...,
    input: String = "",
    environment: [String: String] = [:]
) -> CommandResult {
    let captured = CapturedConsole(input: input, environment: environment)
    let status = OmeroCommand.run(words, console: captured.console())
    return CommandResult(status: status, output: captured.output, messages: captured.messages)
}
