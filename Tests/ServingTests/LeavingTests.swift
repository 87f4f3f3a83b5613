import Dispatch
import HTTP
import Kernel
import TestSupport
import Testing

@testable import Serving

@Suite struct `Leaving and handing on` {
    @Test func `a worker asks once to be replaced`() async throws {
        var configuration = ServingConfiguration()
        configuration.requestsMax = 3
        let worker = try WorkerUnderTest(configuration)
        let client = try worker.connect()
        for _ in 0..<8 { #expect(try client.request("GET", "/work").status == 200) }
        #expect(try worker.reports() == [.ready, .wantsReplacement])
    }

    @Test func `a leaving worker passes idle connections and half heads on without losing a byte`()
        async throws
    {
        let pool = try PoolUnderTest()
        // The test may have to wait for its turn, which must not look like a slow client.
        var patient = ServingConfiguration()
        patient.headTimeoutSeconds = 120
        let leaving = try WorkerUnderTest(patient, pool: pool)
        let idle = try leaving.connect()
        #expect(try idle.request("GET", "/now").status == 200)
        let half = try leaving.connect()
        try half.send("GET /now?half=")
        try await wait(for: "both connections") { leaving.events.count(.accepted) == 2 }
        let successor = try WorkerUnderTest(patient, pool: pool)
        leaving.command(.drain)
        try await leaving.waitForEnd()
        #expect(leaving.events.count(.handedToSuccessor) == 2)
        try half.send("1 HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try half.response().text == "GET /now half=1 ")
        #expect(try idle.request("GET", "/work").text == "GET /work  ")
        #expect(successor.events.count(.adopted) == 2)
    }

    @Test func `a leaving worker finishes what it has begun and then passes the connection on`()
        async throws
    {
        let pool = try PoolUnderTest()
        let handler = HandlerUnderTest()
        let leaving = try WorkerUnderTest(pool: pool, handler: handler)
        let client = try leaving.connect()
        try client.ask("/wait")
        handler.begun.wait()
        let successor = try WorkerUnderTest(pool: pool)
        leaving.command(.drain)
        try await wait(for: "a successor that alone accepts") {
            _ = try successor.connect().request("GET", "/now")
            return true
        }
        #expect(leaving.events.ending == nil)
        handler.latch.signal()
        #expect(try client.response().text == "GET /wait  ")
        try await leaving.waitForEnd()
        #expect(try client.request("GET", "/now").status == 200)
        #expect(successor.events.count(.adopted) == 1)
    }

    @Test(arguments: WorkerKind.allCases)
    func `a stopped worker answers what is in flight, closes what is idle, and ends`(
        kind: WorkerKind
    ) async throws {
        let handler = HandlerUnderTest()
        let worker = try WorkerUnderTest(.of(kind), handler: handler)
        let idle = try worker.connect()
        #expect(try idle.request("GET", "/now").status == 200)
        let busy = try worker.connect()
        try busy.ask("/wait")
        handler.begun.wait()
        worker.command(.stop)
        #expect(try idle.rest().isEmpty)
        handler.latch.signal()
        #expect(try busy.response().text == "GET /wait  ")
        #expect(try busy.rest().isEmpty)
        try await worker.waitForEnd()
    }

    @Test func `pipelined requests behind the one in flight are answered before a stop`()
        async throws
    {
        let handler = HandlerUnderTest()
        let worker = try WorkerUnderTest(handler: handler)
        let client = try worker.connect()
        try client.ask("/wait")
        handler.begun.wait()
        try client.ask("/now")
        worker.command(.stop)
        handler.latch.signal()
        #expect(try client.response().text == "GET /wait  ")
        let last = try client.response()
        #expect(last.text == "GET /now  ")
        #expect(last["Connection"] == "close")
        try await worker.waitForEnd()
    }

    @Test func `a stopped worker answers every queued request itself, as its pool stops too`()
        async throws
    {
        let handler = HandlerUnderTest()
        let asynchronous = try WorkerUnderTest(.of(.async))
        let worker = try WorkerUnderTest(
            asyncPool: asynchronous.pool.handOffOut,
            handler: handler
        )
        let busy = try worker.connect()
        try busy.ask("/wait")
        handler.begun.wait()
        // With its one thread busy the worker accepts nothing, so these wait in the queue.
        let queued = try ["/work", "/async", "/work"].map { path in
            let client = try worker.connect()
            try client.ask(path)
            return (client, path)
        }
        worker.command(.stop)
        try await wait(for: "the queued connections") { worker.events.count(.accepted) == 4 }
        handler.latch.signal()
        #expect(try busy.response().text == "GET /wait  ")
        for (client, path) in queued {
            #expect(try client.response().text == "GET \(path)  ")
            #expect(try client.rest().isEmpty)
        }
        try await worker.waitForEnd()
        #expect(worker.events.count(.handedToPool) == 0)
        #expect(worker.events.count(.handedToAsyncPool) == 0)
    }

    @Test func `the death of the master is an order to stop`() async throws {
        let worker = try WorkerUnderTest()
        let client = try worker.connect()
        #expect(try client.request("GET", "/now").status == 200)
        worker.loseMaster()
        #expect(try client.rest().isEmpty)
        try await worker.waitForEnd()
    }

    @Test func `an asynchronous request moves to the other pool with all that was sent behind it`()
        throws
    {
        let asynchronous = try WorkerUnderTest(.of(.async))
        let worker = try WorkerUnderTest(asyncPool: asynchronous.pool.handOffOut)
        let client = try worker.connect()
        #expect(try client.request("GET", "/now").status == 200)
        try client.send(
            "GET /async?1 HTTP/1.1\r\nHost: x\r\n\r\nGET /now?2 HTTP/1.1\r\nHost: x\r\n\r\nGET /now?3 HT"
        )
        #expect(try client.response().text == "GET /async 1 ")
        #expect(try client.response().text == "GET /now 2 ")
        try client.send("TP/1.1\r\nHost: x\r\n\r\n")
        #expect(try client.response().text == "GET /now 3 ")
        #expect(worker.events.count(.handedToAsyncPool) == 1)
        #expect(asynchronous.events.count(.adopted) == 1)
    }

    @Test func `a chunked request without content stays, as its head alone would wait for a body`()
        throws
    {
        let asynchronous = try WorkerUnderTest(.of(.async))
        let worker = try WorkerUnderTest(asyncPool: asynchronous.pool.handOffOut)
        let client = try worker.connect()
        try client.send(
            "POST /async HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        )
        try client.ask("/now")
        #expect(try client.response().text == "POST /async  ")
        #expect(try client.response().text == "GET /now  ")
        #expect(worker.events.count(.handedToAsyncPool) == 0)
    }

    @Test func `with a full queue the worker serves an asynchronous request itself`() throws {
        let (full, reader) = try MessageSocket.pair()
        while full.send([0]) {}
        let worker = try WorkerUnderTest(asyncPool: full)
        #expect(try worker.connect().request("GET", "/async").text == "GET /async  ")
        #expect(worker.events.count(.handedToAsyncPool) == 0)
        withExtendedLifetime(reader) {}
    }
}

@Suite struct `Connection message` {
    @Test(arguments: [
        PeerAddress.ipv4(0x7F00_0001, port: 65_535),
        .ipv6(0x2001_0DB8_0000_0000, 0xFFFF_FFFF_FFFF_FFFF, port: 1),
        .local,
    ])
    func `what is written is read again`(peer: PeerAddress) {
        let message = ConnectionMessage(
            peer: peer,
            requestCount: 70_000,
            received: Array("GET /".utf8)
        )
        #expect(ConnectionMessage(message.bytes) == message)
    }

    @Test func `other versions, unknown families and short messages are refused`() {
        let good = ConnectionMessage(peer: .local, requestCount: 0, received: []).bytes
        var otherVersion = good
        otherVersion[0] = 1
        var otherFamily = good
        otherFamily[1] = 5
        #expect(ConnectionMessage(otherVersion) == nil)
        #expect(ConnectionMessage(otherFamily) == nil)
        for length in 0..<good.count { #expect(ConnectionMessage(Array(good[..<length])) == nil) }
    }
}
