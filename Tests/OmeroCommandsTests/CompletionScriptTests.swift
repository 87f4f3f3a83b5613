import Foundation
import TestSupport
import Testing

@testable import OmeroCommands

/// Runs a shell and answers its exit code and output; nil when there is no such shell.
private func runShell(
    _ shell: String,
    _ arguments: [String]
) throws -> (status: Int32, output: String)? {
    let places = ["/bin/", "/usr/bin/", "/usr/local/bin/"].map { $0 + shell }
    guard let path = places.first(where: FileManager.default.isExecutableFile) else { return nil }
    let process = Foundation.Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

@Suite struct `Completion script` {
    @Test(arguments: CompletionScript.Shell.allCases)
    func `a script is valid in its shell`(_ shell: CompletionScript.Shell) throws {
        let folder = try TemporaryFolder()
        let script = omero("completion", shell.rawValue)
        #expect(script.status == 0)
        let path = try folder.write(script.output, to: "omero")
        // Where a shell is not installed there is nobody to ask.
        guard let check = try runShell(shell.rawValue, ["-n", path]) else { return }
        #expect(check.status == 0 && check.output.isEmpty, "\(check.output)")
    }

    /// What bash offers at the end of a line.
    private func offers(_ words: [String]) throws -> [String] {
        let folder = try TemporaryFolder()
        let path = try folder.write(omero("completion", "bash").output, to: "omero")
        let list = words.map { "'\($0)'" }.joined(separator: " ")
        let lines = """
            source '\(path)'
            COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1)
            _omero; printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try #require(try runShell("bash", ["-c", lines]))
        #expect(result.status == 0, "\(result.output)")
        return result.output.split(separator: "\n").map(String.init)
    }

    @Test func `bash offers commands, options and names of settings`() throws {
        #expect(try offers(["omero", "we"]) == ["web"])
        #expect(try offers(["omero", "web", "sta"]).sorted() == ["start", "status"])
        #expect(try offers(["omero", "web", "start", "--fo"]) == ["--foreground"])
        #expect(
            try offers(["omero", "config", "set", "omero.web.wsgi_workers"]).contains(
                "omero.web.wsgi_workers"
            )
        )
        #expect(try offers(["omero", "web", "config", "nginx-l"]) == ["nginx-location"])
        #expect(try offers(["omero", "import", "--transfer", ""]) == ["ln_s", "copy"])
    }

    @Test func `an option of a group is offered at its commands`() throws {
        #expect(try offers(["omero", "config", "get", "--so"]) == ["--source"])
    }

    @Test func `hidden commands are not offered`() throws {
        #expect(try offers(["omero", "web", "mas"]) == [])
        for shell in CompletionScript.Shell.allCases {
            #expect(!omero("completion", shell.rawValue).output.contains("web master"))
        }
    }

    @Test func `an unknown shell is refused`() {
        #expect(omero("completion", "tcsh").status == 64)
    }
}
