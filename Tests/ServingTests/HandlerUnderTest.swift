import Dispatch
import HTTP
import Kernel
import Serving

/// Answers with each kind of plan and of body, as the path asks.
struct HandlerUnderTest: RequestHandler {
    /// Work that waits for the test comes on when this is signalled.
    let latch = DispatchSemaphore(value: 0)
    /// Tells the test that such work has begun.
    let begun = DispatchSemaphore(value: 0)
    var file: OpenFile?
    var producerPauseSeconds = 0.0

    /// Bytes of the large answer: more than the sockets' buffers ever hold.
    static let largeBytes = 24 << 20

    func plan(_ request: Request) -> RequestPlan {
        switch request.target.path {
        case "/work": return .work { Self.echo(request) }
        case "/queued": return .work { Response(.ok, text: "taken at once") }
        case "/async": return .asyncWork { Self.echo(request) }
        case "/wait":
            return .work {
                begun.signal()
                latch.wait()
                return Self.echo(request)
            }
        case "/large": return .answer(Self.large)
        case "/large-work": return .work { Self.large }
        case "/file":
            guard let file else { return .answer(Response(.notFound)) }
            let response = Response(.ok, body: .file(file, range: 0..<file.sizeBytes))
            return file.isInMemory ? .answer(response) : .work { response }
        case "/chunks":
            let pause = producerPauseSeconds
            return .work {
                Response(.ok, body: .chunks(ThreeChunks(pauseSeconds: pause), byteCount: nil))
            }
        default: return .answer(Self.echo(request))
        }
    }

    /// What waited in the pool's queue says so.
    func planPassedOn(_ request: Request) -> RequestPlan {
        request.target.path == "/queued"
            ? .work { Response(.ok, text: "passed on") } : plan(request)
    }

    private static let large = Response(
        .ok,
        body: .bytes([UInt8](repeating: 0x61, count: largeBytes))
    )

    private static func echo(_ request: Request) -> Response {
        let body = String(decoding: request.body, as: UTF8.self)
        let query = request.target.query ?? ""
        return Response(
            .ok,
            text: "\(request.method.rawValue) \(request.target.path) \(query) \(body)"
        )
    }
}

final class OpenFile: BodyFile {
    private let file: File
    let isInMemory: Bool

    init(_ path: String, isInMemory: Bool = false) throws {
        file = try .open(path)
        self.isInMemory = isInMemory
    }

    var descriptor: Int32 { file.descriptor.number }
    var sizeBytes: Int { file.sizeBytes }
}

/// Makes `one`, an empty chunk and `three`, each after a pause.
private final class ThreeChunks: BodyProducer {
    private let waiting = WaitingQueue<[UInt8]?>()
    private let pauseSeconds: Double

    init(pauseSeconds: Double) {
        self.pauseSeconds = pauseSeconds
        for text in ["one", "", "three"] { waiting.add(Array(text.utf8)) }
        waiting.add(nil)
    }

    func next() throws -> [UInt8]? {
        if pauseSeconds > 0 {
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + pauseSeconds)
        }
        return waiting.take()
    }
}
