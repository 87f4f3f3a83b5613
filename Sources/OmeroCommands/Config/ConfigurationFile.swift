import Kernel
import OmeroWeb
import Settings

/// The `config.xml` that `omero config` works on.
struct ConfigurationFile {
    let path: String
    /// The profile the environment chooses; nil leaves the file's own choice.
    let profile: String?

    /// Largest file that is read.
    private static let sizeBytesMax = 16 << 20
    /// How long another command that writes is waited for.
    private static let lockSeconds = 5.0

    /// The file of `--source`, else that of the instance; OMERO_CONFIG chooses the profile.
    init(_ invocation: Invocation) throws {
        let console = invocation.console
        profile = console.environment("OMERO_CONFIG").flatMap { $0.isEmpty ? nil : $0 }
        if let source = invocation.value(of: ConfigCommands.source) {
            guard Directory.exists(source) else {
                throw CommandFailure(.noInput, "File not found: \(source)")
            }
            path = source
        } else {
            path = try CommandInstance.locate(console).configPath
        }
    }

    func read() throws -> ConfigurationDocument {
        var document = ConfigurationDocument()
        if Directory.exists(path) {
            let file = try File.open(path)
            guard file.sizeBytes <= Self.sizeBytesMax else {
                throw CommandFailure(
                    .badConfiguration,
                    "\(path): more than \(Self.sizeBytesMax) bytes"
                )
            }
            do {
                document = try ConfigurationDocument(xml: file.read(at: 0, count: file.sizeBytes))
            } catch {
                throw CommandFailure(.badConfiguration, "\(path): \(error)")
            }
        }
        if let profile { document.activate(profile) }
        return document
    }

    /// Changes the file as one step that no other command can come between.
    func change<Result>(
        _ body: (inout ConfigurationDocument) throws -> Result
    ) throws -> Result {
        try makeFolder()
        let lock = try acquireLock()
        defer { withExtendedLifetime(lock) {} }
        let old = try read()
        var new = old
        let result = try body(&new)
        if new != old || !Directory.exists(path) {
            // Passwords may be inside, so the file is its owner's alone, as OMERO has it.
            let target = Directory.exists(path) ? try Directory.resolved(path) : path
            try AtomicReplacement.write(Array(new.xml.utf8), to: target, mode: 0o600)
        }
        return result
    }

    private func makeFolder() throws {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        try Directory.create(String(path[..<slash]))
    }

    private func acquireLock() throws -> FileLock {
        var lock: FileLock?
        let lockPath = path + ".lock"
        _ = try Polling.wait(seconds: Self.lockSeconds) { () throws(SystemError) in
            lock = try FileLock.acquire(lockPath)
            return lock != nil
        }
        guard let lock else {
            throw CommandFailure(
                .temporary,
                "Could not acquire lock on \(path)",
                remedy: "Another 'omero config' is at work; try again when it is done."
            )
        }
        return lock
    }
}
