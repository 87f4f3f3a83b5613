import Kernel
import Serving
import Settings
import SharedState
import Supervision

/// The role of a worker: it takes over its sockets, opens what it shares, and serves.
package enum WorkerProcess {
    /// Serves until the master says to leave, and answers the process's exit code.
    package static func run(_ words: [String]) -> Int32 {
        guard let arguments = WorkerArguments(words) else {
            ServerLog.standardError("omero web worker is started by the master only")
            return MasterProcess.exitSoftware
        }
        do {
            try serve(arguments)
            return 0
        } catch {
            ServerLog.standardError(
                "worker \(arguments.pool)/\(arguments.slot) ended: \(error)"
            )
            return MasterProcess.exitSoftware
        }
    }

    private static func serve(_ arguments: WorkerArguments) throws {
        ProcessMemory.keepFreedBuffers()
        // The terminal's signals are the master's; a termination asks for a successor first.
        let signals = try SignalQueue([
            .hangup, .interrupt, .quit, .terminate, .user1, .user2, .ttyIn, .ttyOut,
        ])
        let sockets = try InheritedDescriptors(
            pool: arguments.pool,
            listenerCount: arguments.listenerCount,
            hasAsyncPool: arguments.hasAsyncPool
        )
        let instance = Instance(root: arguments.root)
        let settings = try inheritedSettings(arguments)
        let log = try ServerLog(instance, settings, logger: "omeroweb.\(arguments.pool)")
        let kind = WorkerKind(rawValue: arguments.pool) ?? .sync
        let shared = try SharedState(SharedStateConfiguration(settings, instance), as: .member)
        let application = try Application(instance, settings, shared, log)
        let flusher = MetricsFlusher(shared, application.metrics, arguments, log)
        try flusher.start()
        let control = ControlLine(sockets.control)
        try watch(signals, control)
        let loop = try WorkerLoop(
            configuration: ServingConfiguration(settings, instance, kind: kind),
            sockets: WorkerSockets(
                listeners: sockets.listeners,
                ownListener: arguments.slot,
                handOffIn: sockets.handOffIn,
                handOffOut: sockets.handOffOut,
                asyncPool: sockets.asyncPool
            ),
            handler: application,
            control: control,
            observer: WorkerObserver(metrics: application.metrics, log: log),
            words: try SlotPage.words(
                instance.volatileFolder(settings),
                masterStartNanoseconds: arguments.masterStartNanoseconds,
                seat: arguments.seat
            ),
            reopenLogs: { application.reopenLogs() }
        )
        try loop.run()
        application.finish()
        flusher.flushLast()
    }

    private static func inheritedSettings(
        _ arguments: WorkerArguments
    ) throws -> SettingsSnapshot {
        let number = InheritedDescriptors.end(listenerCount: arguments.listenerCount)
        let text = try MemoryFile.content(of: Descriptor(owning: number))
        return try SettingsSnapshot(text: String(decoding: text, as: UTF8.self))
    }

    /// An operator who terminates one worker gets it replaced without losing a request.
    private static func watch(_ signals: SignalQueue, _ control: ControlLine) throws {
        let replacement = control.replacementRequest
        try Thread.start(name: "signals") {
            while true {
                _ = signals.descriptor.waitUntilReadable(milliseconds: -1)
                do throws(SystemError) {
                    while let signal = try signals.next() {
                        if signal == .terminate { replacement() }
                    }
                } catch {
                    ServerLog.standardError("signals: \(error)")
                    return
                }
            }
        }
    }
}
