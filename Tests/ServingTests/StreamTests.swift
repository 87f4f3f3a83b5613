import HTTP
import Kernel
import Synchronization
import TestSupport
import Testing

@testable import Serving

@Suite struct `Streams that are counted` {
    private let record = MeterUnderTest.Record()

    /// Answers `/bytes`, `/chunks`, `/sized` and `/file` with a meter.
    private struct Handler: RequestHandler {
        let record: MeterUnderTest.Record
        var file: OpenFile?
        var limitBytes = Int.max

        func plan(_ request: Request) -> RequestPlan {
            var response = Response(.ok)
            switch request.target.path {
            case "/bytes": response.body = .bytes(StreamTestData.text)
            case "/chunks": response.body = .chunks(FiveChunks(), byteCount: nil)
            case "/sized":
                response.body = .chunks(FiveChunks(), byteCount: StreamTestData.text.count)
            case "/missized":
                response.body = .chunks(FiveChunks(), byteCount: StreamTestData.text.count + 1)
            default:
                if let file { response.body = .file(file, range: 1..<file.sizeBytes) }
            }
            response.meter = MeterUnderTest(record, stepBytes: 4096, limitBytes: limitBytes)
            return .work { [response] in response }
        }

        func resumeMeter(_ token: [UInt8], remaining: Int) -> (any BodyMeter)? {
            token == [4] ? MeterUnderTest(record, stepBytes: 4096, limitBytes: limitBytes) : nil
        }
    }

    private var sent: Int { record.sent.load(ordering: .relaxed) }

    @Test(arguments: WorkerKind.allCases, ["/bytes", "/chunks", "/sized"])
    func `a body arrives whole and is counted byte by byte`(
        kind: WorkerKind,
        path: String
    ) async throws {
        let worker = try WorkerUnderTest(.of(kind), handler: Handler(record: record))
        let client = try worker.connect()
        #expect(try client.request("GET", path).body == StreamTestData.text)
        #expect(try client.request("HEAD", path).body.isEmpty)
        try await wait(for: "the end of the stream") { record.ends.load(ordering: .relaxed) == 1 }
        #expect(sent == StreamTestData.text.count)
    }

    @Test(arguments: WorkerKind.allCases, ["/bytes", "/chunks", "/sized", "/file"])
    func `a body ends at the last byte that is allowed`(
        kind: WorkerKind,
        path: String
    ) async throws {
        let folder = try TemporaryFolder()
        var handler = Handler(record: record)
        handler.file = try OpenFile(folder.write(StreamTestData.text, to: "data"))
        handler.limitBytes = 10_001
        let worker = try WorkerUnderTest(.of(kind), handler: handler)
        let client = try worker.connect()
        try client.ask(path)
        let received = try client.rest()
        #expect(sent == 10_001)
        // The head, the frames and no byte of the body more.
        #expect(received.count { $0 == StreamTestData.byte } == 10_001)
        try await wait(for: "the end of the stream") { record.ends.load(ordering: .relaxed) == 1 }
    }

    @Test(arguments: WorkerKind.allCases)
    func `a body that is shorter than was told breaks the connection`(kind: WorkerKind) throws {
        let worker = try WorkerUnderTest(.of(kind), handler: Handler(record: record))
        let client = try worker.connect()
        try client.ask("/missized")
        let received = try client.rest()
        #expect(received.count { $0 == StreamTestData.byte } == StreamTestData.text.count)
    }

    @Test(arguments: WorkerKind.allCases)
    func `a stream moves to the successor, and no byte is lost or counted twice`(
        kind: WorkerKind
    ) async throws {
        let folder = try TemporaryFolder()
        let content = (0..<(24 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 8) }
        var handler = Handler(record: record)
        handler.file = try OpenFile(folder.write(content, to: "data"))
        let pool = try PoolUnderTest()
        let leaving = try WorkerUnderTest(.of(kind), pool: pool, handler: handler)
        let client = try leaving.connect()
        try client.ask("/file")
        try await wait(for: "a begun stream") { sent > 0 }
        let successor = try WorkerUnderTest(.of(kind), pool: pool, handler: handler)
        leaving.command(.drain)
        try await leaving.waitForEnd()
        #expect(leaving.events.count(.handedToSuccessor) == 1)
        #expect(try client.response().body == Array(content[1...]))
        try await wait(for: "the end of the stream") { record.ends.load(ordering: .relaxed) == 2 }
        #expect(sent == content.count - 1)
        #expect(record.pauses.load(ordering: .relaxed) == 1)
        #expect(successor.events.count(.adopted) == 1)
        // The connection lives on where the stream went.
        #expect(try client.request("GET", "/bytes").body == StreamTestData.text)
    }

    @Test func `a stream whose meter is not known elsewhere ends`() async throws {
        struct Forgetful: RequestHandler {
            func plan(_ request: Request) -> RequestPlan { .answer(Response(.notFound)) }
        }
        let folder = try TemporaryFolder()
        var handler = Handler(record: record)
        handler.file = try OpenFile(
            folder.write([UInt8](repeating: 1, count: 24 << 20), to: "data")
        )
        let pool = try PoolUnderTest()
        let leaving = try WorkerUnderTest(.of(.async), pool: pool, handler: handler)
        let client = try leaving.connect()
        try client.ask("/file")
        try await wait(for: "a begun stream") { sent > 0 }
        let successor = try WorkerUnderTest(.of(.async), pool: pool, handler: Forgetful())
        leaving.command(.drain)
        try await leaving.waitForEnd()
        #expect(try client.rest().count < 24 << 20)
        #expect(successor.events.count(.broken) == 1)
    }
}

enum StreamTestData {
    static let byte = UInt8(ascii: "~")
    static let text = [UInt8](repeating: byte, count: 50_000)
}

/// Makes the text in five chunks.
private final class FiveChunks: BodyProducer {
    private let waiting = WaitingQueue<[UInt8]?>()

    init() {
        for _ in 0..<5 { waiting.add(Array(StreamTestData.text[..<10_000])) }
        waiting.add(nil)
    }

    func next() throws -> [UInt8]? { waiting.take() }
}
