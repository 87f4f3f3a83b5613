import Kernel
import OmeroWeb

/// Starts a master in a session of its own and waits for its word.
struct MasterLaunch {
    /// The number under which the master finds the line it reports on.
    static let readinessDescriptor: Int32 = 3
    /// How long pools may take until they serve.
    static let readySeconds = 120.0

    private let instance: Instance
    private let log: LogTail

    init(_ instance: Instance, logPath: String) throws(SystemError) {
        self.instance = instance
        log = try LogTail(path: logPath)
    }

    func waitUntilReady() throws {
        let (process, line) = try spawn()
        let deadline = MonotonicTime.now().adding(seconds: Self.readySeconds)
        while true {
            let left = deadline.seconds(since: .now())
            guard left > 0 else { break }
            _ = line.descriptor.waitUntilReadable(milliseconds: Int(left * 1000) + 1)
            switch try line.receive() {
            case .nothing: continue
            case .ended: throw LaunchError.ended(lastLines: try log.newLines())
            case .message(let bytes, _):
                return try Self.hear(String(decoding: bytes, as: UTF8.self))
            }
        }
        Signal.terminate.send(to: process)
        throw LaunchError.notReady(seconds: Self.readySeconds, lastLines: try log.newLines())
    }

    /// The master's number, and our end of its line.
    ///
    /// The master's end closes here, so that its death is heard.
    private func spawn() throws -> (process: Int32, line: MessageSocket) {
        let (ours, masters) = try MessageSocket.pair()
        let output = try LogFile(path: log.path)
        let process = try ChildProcess.spawn(
            ChildProcess.Launch(
                path: Process.executablePath(),
                arguments: ["web", "master", "--readiness", "\(Self.readinessDescriptor)"],
                environment: environment,
                descriptors: [(own: masters.descriptor.number, childs: Self.readinessDescriptor)],
                output: output.current.number
            )
        )
        return (process, ours)
    }

    private var environment: [String] {
        Process.environment().filter { !$0.hasPrefix("OMERODIR=") } + ["OMERODIR=\(instance.root)"]
    }

    private static func hear(_ word: String) throws {
        let mark = "failed: "
        if word == "ready\n" { return }
        let reason = word.hasPrefix(mark) ? String(word.dropFirst(mark.count)) : word
        throw LaunchError.failed(reason: reason.filter { !$0.isNewline })
    }
}

/// Why a master that was started does not serve.
enum LaunchError: Error, Equatable, CustomStringConvertible {
    case failed(reason: String)
    case ended(lastLines: [String])
    case notReady(seconds: Double, lastLines: [String])

    var description: String {
        switch self {
        case .failed(let reason): reason
        case .ended(let lines):
            (["The master ended before it was ready."] + lines).joined(separator: "\n")
        case .notReady(let seconds, let lines):
            (["The pools did not serve within \(Int(seconds)) seconds, so it was stopped."] + lines)
                .joined(separator: "\n")
        }
    }
}
