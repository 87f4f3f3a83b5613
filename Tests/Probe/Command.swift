import Kernel

/// What the probe can do.
enum Command {
    enum Failure: Error {
        case usage([String])
    }

    static func run(_ words: [String]) throws {
        guard words.count >= 2 else { throw Failure.usage(words) }
        let folder = words[1]
        let numbers = words.dropFirst(2).compactMap { Double($0) }
        switch words[0] {
        case "increment": try DatabaseCommands.increment(folder, Int(numbers[0]))
        case "hold-reader": try DatabaseCommands.holdReader(folder)
        case "hang-in-write": try DatabaseCommands.hangInWrite(folder)
        case "admit": try StateCommands.admit(folder, numbers)
        case "watch-session": try StateCommands.watchSession(folder, words[2])
        case "fill-cache": try StateCommands.fillCache(folder, seed: UInt64(numbers[0]))
        case "count": try StateCommands.count(folder, serial: Int(numbers[0]), Int(numbers[1]))
        case "join": try StateCommands.join(folder)
        case "import": try ImportCommands.run(folder, from: words[2])
        case "fill-catalogue": try CatalogueCommands.fill(folder, count: Int(numbers[0]))
        case "time-catalogue": try CatalogueCommands.time(folder)
        case "master":
            let state = numbers.count > 1 ? Int32(numbers[1]) : nil
            try ProbeMaster.run(folder, size: Int(numbers[0]), resuming: state)
        case "worker":
            let count = Int(numbers[1])
            try ProbeWorker(folder, seat: Int(numbers[0]), listenerCount: count).run()
        default: throw Failure.usage(words)
        }
    }
}
