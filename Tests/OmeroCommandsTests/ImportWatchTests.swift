import Foundation
import Kernel
import TestSupport
import Testing

/// The program itself, since it waits for signals.
@Suite struct `omero import --watch` {
    private let folder: TemporaryFolder
    private static let pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("in"),
            withIntermediateDirectories: true
        )
    }

    private func write(_ name: String) throws {
        let data = try #require(Data(base64Encoded: Self.pixel))
        let path = folder.path("in/" + name)
        try data.write(to: URL(filePath: path))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -60)],
            ofItemAtPath: path
        )
    }

    private func start(_ words: [String], output: Pipe) throws -> Foundation.Process {
        let process = Foundation.Process()
        let own = try Kernel.Process.executablePath()
        process.executableURL = URL(filePath: own).deletingLastPathComponent()
            .appending(path: "omero")
        process.arguments = ["import", folder.path("in"), "--watch", "--interval", "1"] + words
        process.environment = ["OMERODIR": folder.path]
        process.standardOutput = output
        process.standardError = Pipe()
        try process.run()
        return process
    }

    private func line(_ output: Pipe) -> String {
        String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    }

    @Test(arguments: [Signal.interrupt, .terminate])
    func `what comes later is imported, until a signal ends it`(_ signal: Signal) throws {
        try write("a.png")
        let output = Pipe()
        let process = try start([], output: output)
        defer { if process.isRunning { process.terminate() } }
        #expect(line(output) == "Image:1\n")
        try write("b.png")
        #expect(line(output) == "Image:2\n")
        signal.send(to: process.processIdentifier)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
    }

    @Test func `a file that could not be read is told by the status in the end`() throws {
        try write("a.png")
        try folder.write("no picture", to: "in/b.png")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -60)],
            ofItemAtPath: folder.path("in/b.png")
        )
        let output = Pipe()
        let process = try start([], output: output)
        defer { if process.isRunning { process.terminate() } }
        #expect(line(output) == "Image:1\n")
        Signal.terminate.send(to: process.processIdentifier)
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
    }
}
