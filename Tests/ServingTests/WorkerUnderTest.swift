import HTTP
import Kernel
import Synchronization
import TestSupport

@testable import Serving

/// What the workers of one pool share: a listening socket and the way connections pass.
final class PoolUnderTest: Sendable {
    let listener: Listener
    let handOffIn: MessageSocket
    let handOffOut: MessageSocket

    init() throws {
        listener = try Listener(
            address: SocketAddress(host: "127.0.0.1", port: 0),
            backlog: 64
        )
        (handOffOut, handOffIn) = try MessageSocket.pair()
    }
}

/// A worker loop on a thread of its own; it stops when the test lets go of it.
final class WorkerUnderTest: Sendable {
    let pool: PoolUnderTest
    let port: UInt16
    let events = EventRecorder()
    private let master: Mutex<MessageSocket?>
    private let outcome = Mutex<String?>(nil)

    init(
        _ configuration: ServingConfiguration = ServingConfiguration(),
        pool: PoolUnderTest? = nil,
        asyncPool: MessageSocket? = nil,
        handler: any RequestHandler = HandlerUnderTest()
    ) throws {
        let pool = try pool ?? PoolUnderTest()
        self.pool = pool
        port = try pool.listener.address().port
        let (master, worker) = try MessageSocket.pair()
        self.master = Mutex(master)
        let sockets = WorkerSockets(
            listeners: [pool.listener],
            ownListener: 0,
            handOffIn: pool.handOffIn,
            handOffOut: pool.handOffOut,
            asyncPool: asyncPool
        )
        try Thread.start(name: "worker") { [events] in
            let end: String
            do {
                let loop = try WorkerLoop(
                    configuration: configuration,
                    sockets: sockets,
                    handler: handler,
                    control: ControlUnderTest(worker),
                    observer: events,
                    words: nil,
                    reopenLogs: {}
                )
                try loop.run()
                end = ""
            } catch {
                end = "\(error)"
            }
            events.end(end)
        }
    }

    func connect() throws -> ClientOfWorker { try ClientOfWorker(of: self) }

    func command(_ command: WorkerCommand) {
        master.withLock { _ = $0?.send([ControlUnderTest.byte(of: command)]) }
    }

    /// Ends the master's end of the line, as its death does.
    func loseMaster() { master.withLock { $0 = nil } }

    /// What the worker has told since the last look.
    func reports() throws -> [WorkerReport] {
        var reports: [WorkerReport] = []
        try master.withLock { socket in
            while case .message(let bytes, _)? = try socket?.receive() {
                reports += bytes.map { $0 == 1 ? .ready : .wantsReplacement }
            }
        }
        return reports
    }

    /// Waits until the loop came to its end without an error.
    func waitForEnd() async throws {
        try await wait(for: "the end of the worker") { events.ending != nil }
        guard events.ending == "" else { throw LoopFailed(reason: events.ending ?? "") }
    }
}

struct LoopFailed: Error {
    let reason: String
}

/// Remembers what a worker observes.
final class EventRecorder: ServingObserver {
    private let state = Mutex<(events: [ServingEvent], ending: String?)>(([], nil))

    func observe(_ event: ServingEvent) { state.withLock { $0.events.append(event) } }

    func count(_ event: ServingEvent) -> Int {
        state.withLock { $0.events.count { $0 == event } }
    }

    func end(_ reason: String) { state.withLock { $0.ending = reason } }

    /// Nil while the loop runs; else empty, or why it failed.
    var ending: String? { state.withLock { $0.ending } }
}

/// A control line of single bytes.
private final class ControlUnderTest: ControlPort {
    private let socket: MessageSocket
    private var isOver = false

    init(_ socket: MessageSocket) { self.socket = socket }

    var descriptor: Int32 { socket.descriptor.number }

    static func byte(of command: WorkerCommand) -> UInt8 {
        switch command {
        case .drain: 1
        case .stop: 2
        case .reopenLogs: 3
        }
    }

    func nextCommand() -> WorkerCommand? {
        guard !isOver else { return nil }
        do throws(SystemError) {
            switch try socket.receive() {
            case .message(let bytes, _):
                return [WorkerCommand.drain, .stop, .reopenLogs].first {
                    Self.byte(of: $0) == bytes[0]
                }
            case .nothing: return nil
            case .ended: break
            }
        } catch {
            // A line that cannot be read is as good as a dead master.
        }
        isOver = true
        return .stop
    }

    func report(_ report: WorkerReport) { _ = socket.send([report == .ready ? 1 : 2]) }
}
