import Kernel
import Repository

/// `omero import --watch`: one import after another of what is new, until a signal ends it.
struct ImportWatch {
    private let importer: Importer
    private let paths: [String]
    private let options: ImportOptions
    private let thumbnails: Thumbnailing?
    private let intervalSeconds: Int

    /// A signal came while files were imported.
    private struct Stopped: Error {}

    init(
        _ importer: Importer,
        _ paths: [String],
        _ options: ImportOptions,
        _ thumbnails: Thumbnailing?,
        intervalSeconds: Int
    ) {
        self.importer = importer
        self.paths = paths
        self.options = options
        self.thumbnails = thumbnails
        self.intervalSeconds = intervalSeconds
    }

    func run(_ console: Console) throws -> ExitStatus {
        let signals = try SignalQueue([.interrupt, .terminate])
        let epoll = try Epoll()
        try epoll.add(signals.descriptor.number, .readable)
        let memory = ImportMemory()
        var hasFailures = false
        var isFirst = true
        try console.message("watching; new files are looked for every \(intervalSeconds) s")
        while true {
            let display = ImportDisplay(console, startedAt: .now())
            do {
                let report = try importer.run(paths, options: options, memory: memory) { progress in
                    try display.show(progress)
                    if try signals.next() != nil { throw Stopped() }
                }
                try thumbnails?.run(report.imageIDs, console)
                try tell(report, display, isFirst: isFirst, console)
                hasFailures = hasFailures || !report.failures.isEmpty
            } catch is Stopped {
                try display.erase()
                break
            }
            isFirst = false
            let events = try epoll.wait(milliseconds: intervalSeconds * 1000)
            if events > 0, try signals.next() != nil { break }
        }
        try console.message("no longer watching")
        return hasFailures ? .partial : .success
    }

    /// A round in which nothing happened says nothing, and what is skipped is told once.
    private func tell(
        _ report: ImportReport,
        _ display: ImportDisplay,
        isFirst: Bool,
        _ console: Console
    ) throws {
        var report = report
        if !isFirst { report.skipped = [] }
        for id in report.imageIDs { try console.line("Image:\(id)") }
        let isQuiet =
            report.imageIDs.isEmpty && report.updatedFileCount == 0 && report.failures.isEmpty
        if isFirst || !isQuiet { try display.end(report) }
    }
}
