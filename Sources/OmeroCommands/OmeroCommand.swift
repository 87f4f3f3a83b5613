import Kernel

/// The program `omero`: reads a command line, runs the command, and answers its exit code.
package enum OmeroCommand {
    /// Runs what the command line of this process says.
    package static func main() -> Never {
        Process.exit(run(Array(CommandLine.arguments.dropFirst()), console: .standard()))
    }

    package static func run(_ words: [String], console: Console) -> Int32 {
        do {
            return try run(words, console).rawValue
        } catch {
            let failure = CommandFailure(error)
            report(failure, console)
            return failure.status.rawValue
        }
    }

    private static func run(_ words: [String], _ console: Console) throws -> ExitStatus {
        let parser = try CommandParser(words, root: CommandTree.root)
        if parser.wantsHelp {
            try console.write(HelpText(path: parser.path).text)
            return .success
        }
        guard let run = parser.command.run else {
            try console.writeMessage(HelpText(path: parser.path).text)
            throw UsageError.missingCommand(of: parser.commandName)
        }
        return try run(Invocation(parser, console: console))
    }

    private static func report(_ failure: CommandFailure, _ console: Console) {
        guard !failure.description.isEmpty else { return }
        do {
            try console.message(failure.description)
        } catch {
            // Nobody reads the messages any more; the exit code still tells.
            return
        }
    }
}
