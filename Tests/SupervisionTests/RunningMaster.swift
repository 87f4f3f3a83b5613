import Foundation
import Kernel
import TestSupport

/// A master in a process of its own, with what it last said of its workers.
final class RunningMaster {
    struct Member: Equatable {
        var process: Int32
        var role: String
        var isReady: Bool
    }

    let folder: TemporaryFolder
    private let probe: ProbeProcess
    private(set) var phase = ""
    private(set) var generation = 0
    private(set) var members: [Member] = []
    private(set) var departures: [String] = []
    private(set) var log: [String] = []
    private(set) var hasFinished = false

    init(size: Int, misbehaving: [String] = []) throws {
        folder = try TemporaryFolder()
        for name in misbehaving { try folder.write("", to: name) }
        probe = try ProbeProcess(["master", folder.path, "\(size)"])
    }

    deinit {
        // Workers leave when their master is gone.
        Signal.kill.send(to: probe.number)
    }

    var process: Int32 { probe.number }
    var serving: [Int32] { members.filter { $0.role == "serving" }.map(\.process) }
    var isRunning: Bool { probe.isRunning }

    func misbehave(_ name: String) throws { try folder.write("", to: name) }
    func behave(_ name: String) throws { try Directory.removeFile(folder.path(name)) }
    func send(_ signal: Signal) { signal.send(to: probe.number) }
    func kill() { probe.kill() }
    func exitCode() -> Int32 { probe.exitCode() }

    /// Follows what the master says until the condition holds.
    func follow(
        until what: String,
        withinSeconds seconds: Double = 20,
        _ condition: (RunningMaster) -> Bool
    ) throws {
        let deadline = MonotonicTime.now().adding(seconds: seconds)
        while !condition(self) {
            let left = deadline.seconds(since: .now())
            guard left > 0 else { throw silence(what) }
            do {
                take(try probe.line(withinSeconds: left))
            } catch {
                throw silence(what)
            }
        }
    }

    struct Silence: Error {
        var what: String
        var last: String
        var log: [String]
    }

    private func silence(_ what: String) -> Silence {
        Silence(what: what, last: "\(phase) \(members)", log: log.suffix(8) + departures)
    }

    private func take(_ line: String) {
        let words = line.split(separator: " ").map(String.init)
        switch words[0] {
        case "status":
            phase = words[1]
            generation = Int(words[2]) ?? -1
            members = words.dropFirst(3).map { word in
                let parts = word.split(separator: ":")
                return Member(
                    process: Int32(parts[0]) ?? -1,
                    role: String(parts[1]),
                    isReady: parts[2] == "ready"
                )
            }
        case "departed": departures.append(words.dropFirst().joined(separator: " "))
        case "finished": hasFinished = true
        default: log.append(line)
        }
    }

    /// Ready with that many workers and nobody else.
    func settle(_ count: Int, generation: Int? = nil) throws {
        try follow(until: "\(count) workers serve alone") { master in
            master.phase == "ready" && master.serving.count == count
                && master.members.count == count && master.members.allSatisfy(\.isReady)
                && (generation == nil || master.generation == generation)
        }
    }

    var descriptorCount: Int {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
        }
    }

    /// Whether the process still does something; a dead one that nobody asked for does not.
    static func lives(_ process: Int32) -> Bool {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/stat") else {
            return false
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return false }
        return !text[end...].hasPrefix(") Z")
    }
}
