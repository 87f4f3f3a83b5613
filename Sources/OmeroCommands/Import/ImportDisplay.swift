import Kernel
import Repository

/// Shows how far an import is: a bar on a terminal, a line now and then elsewhere.
final class ImportDisplay {
    private let console: Console
    private let startedAt: MonotonicTime
    private var lastShown: MonotonicTime?
    private let line: TerminalLine

    /// Time between two changes of the bar, and between two lines.
    private static let barSeconds = 0.1
    private static let lineSeconds = 5.0

    init(_ console: Console, startedAt: MonotonicTime) {
        self.console = console
        self.startedAt = startedAt
        line = TerminalLine(console)
    }

    func show(_ progress: ImportProgress) throws {
        if case .failed(let reason) = progress.outcome {
            try erase()
            // Errors of formats name their file themselves.
            let isNamed = reason.hasPrefix(progress.path)
            try console.message(isNamed ? reason : "\(progress.path): \(reason)")
        }
        let now = MonotonicTime.now()
        let pause = console.columns == nil ? Self.lineSeconds : Self.barSeconds
        guard now.seconds(since: lastShown ?? startedAt) >= pause else { return }
        lastShown = now
        let bar = ProgressBar(
            doneCount: progress.doneCount,
            totalCount: progress.totalCount,
            doneBytes: progress.doneBytes,
            seconds: now.seconds(since: startedAt)
        )
        if let columns = console.columns {
            try line.show(bar.text(columns: columns))
        } else {
            try console.message(bar.line)
        }
    }

    func end(_ report: ImportReport) throws {
        try erase()
        // Files that could not even be found were never among those that were shown.
        let seconds = MonotonicTime.now().seconds(since: startedAt)
        for line in SkippedFiles.lines(report.skipped) { try console.message(line) }
        for text in report.omissions { try console.message("not taken over from \(text)") }
        try console.message(ImportSummary.text(report, seconds: seconds))
    }

    /// Wipes a bar that is shown.
    func erase() throws { try line.erase() }
}
