import Dispatch
import HTTP
import Kernel
import TestSupport
import Testing

@testable import Serving

@Suite struct `Slow and greedy clients` {
    @Test func `a head that comes too slowly is answered with 408 and the end`() throws {
        var configuration = ServingConfiguration()
        configuration.headTimeoutSeconds = 0.1
        let client = try WorkerUnderTest(configuration).connect()
        try client.send("GET /now HTTP/1.1\r\nHo")
        #expect(try client.response().status == 408)
        #expect(try client.rest().isEmpty)
    }

    @Test func `a connection that never asks is closed without a word`() throws {
        var configuration = ServingConfiguration()
        configuration.firstByteTimeoutSeconds = 0.1
        #expect(try WorkerUnderTest(configuration).connect().rest().isEmpty)
    }

    @Test func `a connection that is silent between requests is closed`() throws {
        var configuration = ServingConfiguration()
        configuration.keepAliveTimeoutSeconds = 0.1
        let client = try WorkerUnderTest(configuration).connect()
        #expect(try client.request("GET", "/work").status == 200)
        #expect(try client.rest().isEmpty)
    }

    @Test func `what is too long is refused, and the answer is readable while bytes still come`()
        throws
    {
        let long = String(repeating: "a", count: 100_000)
        let cases = [
            (414, "GET /\(long) HTTP/1.1\r\n"),
            (431, "GET / HTTP/1.1\r\nHost: x\r\nX: \(long)\r\n"),
            (413, "POST /now HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n\(long)"),
        ]
        let worker = try WorkerUnderTest()
        for (status, request) in cases {
            let client = try worker.connect()
            try client.send(request)
            try client.send(long)
            #expect(try client.response().status == status)
            try client.send(long)
            client.endSending()
            #expect(try client.rest().isEmpty)
        }
    }

    @Test func `beyond its connections a worker leaves clients in the queue until one goes`()
        async throws
    {
        var configuration = ServingConfiguration()
        configuration.connectionsMax = 2
        let worker = try WorkerUnderTest(configuration)
        let first = try worker.connect()
        let second = try worker.connect()
        #expect(try first.request("GET", "/now").status == 200)
        #expect(try second.request("GET", "/now").status == 200)
        let third = try worker.connect()
        try third.ask("/now")
        #expect(try second.request("GET", "/now").status == 200)
        #expect(worker.events.count(.accepted) == 2)
        first.endSending()
        #expect(try third.response().status == 200)
    }

    @Test func `who is new gets in while many wait in the pool's queue, and nobody waits for ever`()
        async throws
    {
        let handler = HandlerUnderTest()
        let worker = try WorkerUnderTest(handler: handler)
        let crowd = try (0..<12).map { _ in try worker.connect() }
        for client in crowd { #expect(try client.request("GET", "/now").status == 200) }
        try crowd[0].ask("/wait")
        handler.begun.wait()
        for client in crowd.dropFirst() { try client.ask("/wait") }
        try await wait(for: "the queue") { worker.events.count(.handedToPool) == 11 }
        let newcomer = try worker.connect()
        try newcomer.ask("/wait")
        // The one that is being answered, those who may go first, and the newcomer.
        for _ in 0..<(WorkerLoop.adoptedInARowMax + 2) { handler.latch.signal() }
        #expect(try newcomer.response().status == 200)
        for _ in 0..<(crowd.count - WorkerLoop.adoptedInARowMax - 1) { handler.latch.signal() }
        for client in crowd { #expect(try client.response().status == 200) }
    }

    @Test(arguments: WorkerKind.allCases, ["/large", "/large-work"])
    func `a client that takes nothing of a large answer is given up`(
        kind: WorkerKind,
        path: String
    ) async throws {
        var configuration = ServingConfiguration.of(kind)
        configuration.writeStallTimeoutSeconds = 0.3
        let worker = try WorkerUnderTest(configuration)
        let client = try worker.connect()
        try client.ask(path)
        try await wait(for: "the end of patience") { worker.events.count(.broken) == 1 }
        #expect(try worker.connect().request("GET", "/now").status == 200)
        withExtendedLifetime(client) {}
    }

    @Test(arguments: WorkerKind.allCases)
    func `a body that is slow to be made is not the client's fault`(kind: WorkerKind) throws {
        var configuration = ServingConfiguration.of(kind)
        configuration.writeStallTimeoutSeconds = 0.2
        var handler = HandlerUnderTest()
        handler.producerPauseSeconds = 0.6
        let worker = try WorkerUnderTest(configuration, handler: handler)
        #expect(try worker.connect().request("GET", "/chunks").text == "onethree")
        #expect(worker.events.count(.timedOut) == 0)
    }

    @Test(arguments: WorkerKind.allCases, [false, true])
    func `a file arrives whole at a client that reads slowly`(
        kind: WorkerKind,
        isInMemory: Bool
    ) async throws {
        let folder = try TemporaryFolder()
        var state: UInt32 = 1
        let content = (0..<6_000_000).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        var handler = HandlerUnderTest()
        let path = try folder.write(content, to: "picture")
        handler.file = try OpenFile(path, isInMemory: isInMemory)
        let client = try WorkerUnderTest(.of(kind), handler: handler).connect()
        try client.ask("/file")
        // The sockets' buffers fill while nothing is read.
        try await Task.sleep(for: .milliseconds(100))
        #expect(try client.response().body == content)
        #expect(try client.request("GET", "/now").status == 200)
    }

    @Test(arguments: WorkerKind.allCases, [0, 1, 50_000])
    func `a file in memory is answered with at once, however long`(
        kind: WorkerKind,
        byteCount: Int
    ) throws {
        let folder = try TemporaryFolder()
        let content = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0) }
        var handler = HandlerUnderTest()
        let path = try folder.write(content, to: "picture")
        handler.file = try OpenFile(path, isInMemory: true)
        let client = try WorkerUnderTest(.of(kind), handler: handler).connect()
        for _ in 0..<3 { #expect(try client.request("GET", "/file").body == content) }
        #expect(try client.request("HEAD", "/file").body.isEmpty)
    }
}
