import Kernel
import Supervision

/// A master whose workers are probes; it tells all that changes on its output.
final class ProbeMaster: MasterDelegate {
    static let beatsName = "/beats"
    private static let seatsMax = 64

    private let folder: String
    private let program: String
    private let beats: SharedWords
    private var size: Int
    private var lastStatus = ""

    private init(_ folder: String, size: Int) throws {
        self.folder = folder
        self.size = size
        program = try Process.executablePath()
        beats = try SharedWords(path: folder + Self.beatsName, count: Self.seatsMax)
    }

    /// `Probe master FOLDER SIZE [STATE]`, where the last names the descriptor of an earlier program.
    static func run(_ folder: String, size: Int, resuming number: Int32?) throws {
        let signals = try Master.blockSignals()
        let delegate = try ProbeMaster(folder, size: size)
        let state = try number.map {
            let text = try MemoryFile.content(of: Descriptor(owning: $0))
            return try MasterState(text: String(decoding: text, as: UTF8.self))
        }
        let master = try Master(
            configuration: delegate.configuration(),
            delegate: delegate,
            signals: signals,
            startedAt: state?.startedAt ?? .now()
        )
        if let state { try master.resume(state) } else { try master.open() }
        while true {
            try master.run()
            guard master.isToBeReplaced else { return Output.line("finished") }
            do {
                try delegate.replaceProgram(of: master)
            } catch {
                try master.stay(because: error)
            }
        }
    }

    private func replaceProgram(of master: Master) throws {
        let state = try master.prepareReplacement()
        // A test that removes this file sees what happens when the program cannot be run.
        let path = Directory.exists(folder + "/no-program") ? folder + "/no-program" : program
        Output.line("log replacing")
        try ChildProcess.replaceSelf(
            path: path,
            arguments: ["master", folder, "\(size)", "\(state.number)"],
            environment: Process.environment()
        )
    }

    private func configuration() throws -> MasterConfiguration {
        let pool = PoolConfiguration(
            name: "sync",
            size: size,
            capacity: 8,
            address: try SocketAddress(host: "127.0.0.1", port: 0),
            backlog: 16
        )
        var configuration = MasterConfiguration(pools: [pool])
        configuration.gracefulTimeoutSeconds = 2
        configuration.workerTimeoutSeconds = 1
        configuration.startTimeoutSeconds = 3
        return configuration
    }

    func launch(_ assignment: WorkerAssignment) throws -> ChildProcess.Launch {
        if Directory.exists(folder + "/no-launch") { throw SystemError(call: "launch", code: 2) }
        let words = [
            "worker", folder, "\(assignment.seat)", "\(assignment.listenerCount)",
        ]
        return ChildProcess.Launch(
            path: program,
            arguments: words,
            environment: Process.environment()
        )
    }

    func reload() throws -> MasterConfiguration {
        if Directory.exists(folder + "/bad-settings") {
            throw SystemError(call: "reload", code: 22)
        }
        return try configuration()
    }

    func reopenLogs() { Output.line("log reopened") }
    func log(_ line: String) { Output.line("log \(line)") }

    func lastHeartbeat(seat: Int) -> MonotonicTime? {
        let word = beats[seat]
        return word == 0 ? nil : MonotonicTime(nanoseconds: Int64(word))
    }

    func started(_ assignment: WorkerAssignment, process: Int32) {}

    func departed(_ worker: Worker, pool: String, _ departure: WorkerSlot.Departure) {
        Output.line("departed \(worker.process) \(departure.rawValue)")
    }

    /// `status PHASE GENERATION PID:ROLE:READY…`, once for each change.
    func published(_ status: MasterStatus) {
        let members = status.pools.flatMap(\.slots).flatMap(\.workers).map {
            "\($0.worker.process):\($0.role.rawValue):\($0.worker.isReady ? "ready" : "starting")"
        }
        let words = ["status", status.phase.rawValue, "\(status.generation)"] + members
        let line = words.joined(separator: " ")
        if line != lastStatus { Output.line(line) }
        lastStatus = line
    }

    func tick(_ now: MonotonicTime) {}
}
