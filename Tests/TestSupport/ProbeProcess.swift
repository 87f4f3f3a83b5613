import Foundation
import Kernel

/// A process beside the test: the probe, with the lines it writes.
package final class ProbeProcess {
    private let process = Foundation.Process()
    private let output = Pipe()
    private var received: [UInt8] = []

    /// Starts the probe, which is built beside the tests.
    package init(_ arguments: [String]) throws {
        let own = try Kernel.Process.executablePath()
        process.executableURL = URL(filePath: own).deletingLastPathComponent()
            .appending(path: "Probe")
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
    }

    deinit {
        if process.isRunning { Signal.kill.send(to: number) }
    }

    package var number: Int32 { process.processIdentifier }
    package var isRunning: Bool { process.isRunning }

    /// The next line of its output, waited for.
    package func line(withinSeconds seconds: Double = 20) throws -> String {
        let reader = output.fileHandleForReading
        let descriptor = reader.fileDescriptor
        let deadline = MonotonicTime.now().adding(seconds: seconds)
        let epoll = try Epoll()
        try epoll.add(descriptor, .readable)
        while true {
            if let end = received.firstIndex(of: 10) {
                defer { received.removeFirst(end + 1) }
                return String(decoding: received[..<end], as: UTF8.self)
            }
            let left = deadline.seconds(since: .now())
            guard left > 0 else { throw NeverHappened(what: "a line of the probe", seconds: seconds) }
            guard try epoll.wait(milliseconds: Int(left * 1000) + 1) > 0 else { continue }
            let bytes = reader.availableData
            if bytes.isEmpty { throw NeverHappened(what: "a line before its end", seconds: seconds) }
            received += bytes
        }
    }

    /// Ends the process as a crash would, and waits until it is gone.
    package func kill() {
        Signal.kill.send(to: number)
        process.waitUntilExit()
    }

    /// Waits for its end and answers the exit code.
    package func exitCode() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}
