import HTTP
import Kernel
import Synchronization
import TestSupport
import Testing

@testable import Serving

@Suite struct `Uploads` {
    private let folder: TemporaryFolder
    private var configuration = ServingConfiguration()

    init() throws {
        folder = try TemporaryFolder()
        configuration.uploadFolder = folder.path("uploads")
        configuration.requestLimits.uploads = ["/up": 4 << 20]
        configuration.uploadsMax = 1
    }

    private static let count = 3 << 20

    private func head(_ more: String = "") -> String {
        "POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: \(Self.count)\r\n\(more)\r\n"
    }

    private func left() throws -> [String] {
        let path = folder.path("uploads")
        return Directory.exists(path) ? try Directory.names(in: path) : []
    }

    @Test func `a large body reaches the handler by a file that no path names`() throws {
        let handler = UploadHandler()
        let client = try WorkerUnderTest(configuration, handler: handler).connect()
        try client.send(head())
        for index in 0..<3 {
            try client.send([UInt8](repeating: UInt8(index), count: 1 << 20))
        }
        let answer = try client.response()
        #expect(answer.status == 200)
        #expect(answer.text == "3145728 0 1 2 2")
        #expect(try left() == [])
        #expect(try client.request("GET", "/up").status == 200)
    }

    @Test func `who may not send is told before he does`() throws {
        let handler = UploadHandler(refuses: true)
        let client = try WorkerUnderTest(configuration, handler: handler).connect()
        try client.send(head("Expect: 100-continue\r\n"))
        #expect(try client.response().status == 403)
        #expect(try client.rest().isEmpty)
        #expect(try left() == [])
    }

    @Test func `a body that ends early leaves nothing, and its place is free again`() async throws {
        let worker = try WorkerUnderTest(configuration, handler: UploadHandler())
        let early = try worker.connect()
        try early.send(head() + "begun")
        try await wait(for: "the folder") { Directory.exists(folder.path("uploads")) }
        let other = try worker.connect()
        try other.send(head("Expect: 100-continue\r\n"))
        #expect(try other.response().status == 503)
        early.endSending()
        #expect(try early.rest().isEmpty)
        #expect(try left() == [])
        let again = try worker.connect()
        try again.send(head())
        try again.send([UInt8](repeating: 7, count: Self.count))
        #expect(try again.response().status == 200)
    }

    /// However long it was announced to be.
    @Test func `a body that no longer comes is given up, and its place is free again`() throws {
        var configuration = configuration
        configuration.bodyLookSeconds = 0.5
        let worker = try WorkerUnderTest(configuration, handler: UploadHandler())
        let stalled = try worker.connect()
        try stalled.send(head() + "begun")
        #expect(try stalled.response().status == 408)
        #expect(worker.events.count(.timedOut) == 1)
        let again = try worker.connect()
        try again.send(head())
        try again.send([UInt8](repeating: 7, count: Self.count))
        #expect(try again.response().status == 200)
    }

    @Test func `a body that is coming keeps a worker that leaves until it is answered`()
        async throws
    {
        let worker = try WorkerUnderTest(configuration, handler: UploadHandler())
        let client = try worker.connect()
        try client.send(head())
        try await wait(for: "the folder") { Directory.exists(folder.path("uploads")) }
        worker.command(.drain)
        try client.send([UInt8](repeating: 7, count: Self.count))
        #expect(try client.response().status == 200)
        try await worker.waitForEnd()
    }
}

/// Answers how long a body is, and a byte of each of its parts.
private struct UploadHandler: RequestHandler {
    var refuses = false

    func plan(_ request: Request) -> RequestPlan {
        guard let body = request.storedBody else { return .answer(Response(.ok, text: "none")) }
        return .work {
            do {
                let offsets = [0, 1 << 20, 2 << 20, body.byteCount - 1]
                let bytes = try offsets.flatMap { try body.read(at: $0, count: 1) }
                let text = ([body.byteCount] + bytes.map(Int.init)).map(String.init)
                return Response(.ok, text: text.joined(separator: " "))
            } catch {
                return Response(.internalServerError, text: "\(error)")
            }
        }
    }

    func refusal(ofUpload request: Request) -> Response? {
        refuses ? Response(.forbidden, text: "no") : nil
    }
}
