import HTTP
import JSON
import Kernel
import Serving
import Settings
import SharedState
import Supervision
import Synchronization
import Telemetry

/// What the master tells about the whole, on an address and a thread of its own.
///
/// It is served by the same loop as everything else, so slow or hostile scrapers meet the same
/// limits; a scrape neither waits for a worker nor takes one's time.
final class Monitoring: Sendable {
    private let shared: SharedState
    private let page: SlotPage
    private let masterStartUnixSeconds: Double
    private let status = Mutex<MasterStatus?>(nil)
    private let service = Mutex<Service?>(nil)

    /// Scrapers that are connected at once.
    private static let connectionsMax = 64
    /// Time for answers on their way when the master leaves.
    private static let stopSeconds = 2.0

    /// The thread that answers, as long as it does.
    private struct Service {
        let line: MessageSocket
        let ended = WaitingQueue<Void>()
    }

    init(_ shared: SharedState, _ page: SlotPage, startedAt: MonotonicTime) {
        self.shared = shared
        self.page = page
        let ageNanoseconds = MonotonicTime.now().nanoseconds - startedAt.nanoseconds
        masterStartUnixSeconds = Double(WallClock.nowNanoseconds() - ageNanoseconds) / 1e9
    }

    func publish(_ fresh: MasterStatus) { status.withLock { $0 = fresh } }

    /// How things stand, as a document; nil before the master looked for the first time.
    func statusDocument() -> [UInt8]? {
        status.withLock { $0 }.map { status in
            StatusDocument(status: status, page: page, now: .now()).json.bytes + [0x0A]
        }
    }

    /// Starts to answer at an address; nil answers nowhere.
    func start(at address: ListenAddress?, log: ServerLog) throws {
        guard let address else { return }
        let listener = try Listener(
            address: SocketAddress(host: address.host, port: address.port),
            backlog: Self.connectionsMax
        )
        let (line, loopEnd) = try MessageSocket.pair()
        let service = Service(line: line)
        try Thread.start(name: "monitoring") {
            do {
                try self.serve(listener, ControlLine(loopEnd))
            } catch {
                log.write("monitoring ended: \(error)", level: .error)
            }
            service.ended.add(())
        }
        self.service.withLock { $0 = service }
    }

    /// Lets answers on their way end; the loop leaves the address to whoever wants it next.
    func stop() throws {
        guard let service = service.withLock({ $0.take() }) else { return }
        _ = service.line.send([ControlMessage.stop.rawValue])
        _ = service.ended.take(withinSeconds: Self.stopSeconds)
    }

    private func serve(_ listener: Listener, _ control: ControlLine) throws {
        // Nothing is handed over here: the pair exists only because a loop has one.
        let (handOffOut, handOffIn) = try MessageSocket.pair()
        var configuration = ServingConfiguration()
        configuration.kind = .async
        configuration.connectionsMax = Self.connectionsMax
        configuration.handlerTimeoutSeconds = 0
        let loop = try WorkerLoop(
            configuration: configuration,
            sockets: WorkerSockets(
                listeners: [listener],
                ownListener: 0,
                handOffIn: handOffIn,
                handOffOut: handOffOut,
                asyncPool: nil
            ),
            handler: MonitoringHandler(monitoring: self),
            control: control,
            observer: SilentObserver(),
            words: nil,
            reopenLogs: {}
        )
        try loop.run()
    }

    fileprivate func metrics(_ format: PrometheusText.Format) throws -> String? {
        guard let status = status.withLock({ $0 }) else { return nil }
        return try Exposition(
            shared: shared,
            status: status,
            page: page,
            masterStartUnixSeconds: masterStartUnixSeconds
        ).text(format)
    }

    /// Every pool has at least one worker that serves.
    fileprivate var isHealthy: Bool {
        guard let status = status.withLock({ $0 }), status.phase != .stopping else { return false }
        return status.pools.allSatisfy { pool in
            pool.slots.contains { slot in
                slot.workers.contains { $0.worker.isReady && $0.role != .leaving }
            }
        }
    }
}

/// Answers the three addresses of the monitoring listener.
private struct MonitoringHandler: RequestHandler {
    let monitoring: Monitoring

    func plan(_ request: Request) -> RequestPlan {
        guard request.method == .get || request.method == .head else {
            return .answer(
                Response(
                    .methodNotAllowed,
                    [ResponseField("Allow", "GET, HEAD")],
                    text: "GET only\n"
                )
            )
        }
        switch request.target.path {
        case "/metrics": return .work { metrics(request) }
        case "/healthz":
            return .answer(
                monitoring.isHealthy
                    ? Response(.ok, text: "ok\n")
                    : Response(.serviceUnavailable, text: "not ready\n")
            )
        case "/status":
            guard let document = monitoring.statusDocument() else { return .answer(Self.notYet) }
            let type = ResponseField("Content-Type", "application/json")
            return .answer(Response(.ok, [type], body: .bytes(document)))
        default:
            return .answer(Response(.notFound, text: "there are /metrics, /healthz and /status\n"))
        }
    }

    private func metrics(_ request: Request) -> Response {
        let format = PrometheusText.Format(accept: request.fields["Accept"])
        do {
            guard let text = try monitoring.metrics(format) else { return Self.notYet }
            let type = ResponseField("Content-Type", format.contentType)
            return Response(.ok, [type], body: .bytes(Array(text.utf8)))
        } catch {
            return Response(.serviceUnavailable, text: "the shared state refused: \(error)\n")
        }
    }

    private static let notYet = Response(.serviceUnavailable, text: "the master is starting\n")
}

/// Scrapers are not counted among the clients.
private struct SilentObserver: ServingObserver {
    func observe(_ event: ServingEvent) {}
}
