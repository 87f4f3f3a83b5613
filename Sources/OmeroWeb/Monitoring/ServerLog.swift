import Kernel
import Settings

/// The log of one process; all processes of an instance append to the same file.
final class ServerLog: Sendable {
    private let file: LogFile
    private let logger: String
    private let threshold: LogLine.Level
    /// Lines also go to the error output, for a master in the foreground.
    private let echoes: Bool

    init(
        _ instance: Instance,
        _ settings: SettingsSnapshot,
        logger: String,
        echoes: Bool = false
    ) throws {
        let path = instance.logPath(settings)
        try Directory.create(Directory.parent(of: path))
        file = try LogFile(path: path)
        threshold = LogLine.Level(settings[WebSettings.logLevel])
        self.logger = logger
        self.echoes = echoes
    }

    var path: String { file.path }

    /// Where children write what they say before they have a log of their own.
    var descriptor: Descriptor { file.current }

    func reopen() throws(SystemError) { try file.reopen() }

    /// Whether lines of that level are written at all.
    func isWritten(_ level: LogLine.Level) -> Bool { level >= threshold }

    func write(_ message: String, level: LogLine.Level = .info) {
        guard isWritten(level) else { return }
        let line = Self.line(message, level, logger)
        do throws(SystemError) {
            try file.append(line: line)
        } catch {
            Self.standardError("\(error): \(line)")
        }
        if echoes { Self.standardError(line) }
    }

    private static func line(
        _ message: String,
        _ level: LogLine.Level,
        _ logger: String
    ) -> String {
        LogLine(
            unixNanoseconds: WallClock.nowNanoseconds(),
            level: level,
            logger: logger,
            process: Process.number,
            message: message
        ).text
    }

    /// The last resort: nothing can be said when even this output is gone.
    static func standardError(_ line: String) { Process.writeError(line + "\n") }

    /// Says why a process ends before it had a log.
    static func lastWords(_ message: String, _ instance: Instance) {
        let line = line(message, .error, "omeroweb.master")
        do throws(SystemError) {
            try Directory.create(instance.varFolder + "/log")
            try LogFile(path: instance.logPath).append(line: line)
        } catch {
            standardError("\(error)")
        }
        standardError(line)
    }
}

extension LogLine.Level {
    fileprivate init(_ threshold: LogThreshold) {
        switch threshold {
        case .debug: self = .debug
        case .info: self = .info
        case .warning: self = .warning
        case .error, .critical: self = .error
        }
    }
}
