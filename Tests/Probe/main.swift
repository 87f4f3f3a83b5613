import Kernel

// A process of its own for tests: it does one thing with the shared state or is a master or worker.
//
//     Probe COMMAND FOLDER [WORD...]

do {
    try Command.run(Array(CommandLine.arguments.dropFirst()))
} catch {
    Output.line("failed: \(error)")
    Process.exit(1)
}
