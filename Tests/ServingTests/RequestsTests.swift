import Dispatch
import HTTP
import Kernel
import TestSupport
import Testing

@testable import Serving

@Suite struct `Requests on a connection` {
    @Test(arguments: WorkerKind.allCases)
    func `one connection carries many requests`(kind: WorkerKind) throws {
        let worker = try WorkerUnderTest(.of(kind))
        let client = try worker.connect()
        for number in 0..<20 {
            let path = number.isMultiple(of: 2) ? "/now" : "/work"
            let response = try client.request("GET", "\(path)?\(number)")
            #expect(response.text == "GET \(path) \(number) ")
        }
        #expect(worker.events.count(.accepted) == 1)
    }

    @Test(arguments: WorkerKind.allCases)
    func `pipelined requests are answered in their order`(kind: WorkerKind) throws {
        var configuration = ServingConfiguration.of(kind)
        configuration.threads = 4
        let client = try WorkerUnderTest(configuration).connect()
        let paths = ["/work", "/now", "/chunks", "/work", "/now"]
        try client.send(
            paths.map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
        )
        for path in paths {
            let expected = path == "/chunks" ? "onethree" : "GET \(path)  "
            #expect(try client.response().text == expected)
        }
    }

    @Test(arguments: [
        "GET /now?a=b HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /work HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
        "POST /work HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
    ])
    func `a request cut in two at any byte is the same request`(request: String) throws {
        let client = try WorkerUnderTest().connect()
        let bytes = Array(request.utf8)
        try client.send(bytes)
        let whole = try client.response().text
        for cut in 1..<bytes.count {
            try client.send(Array(bytes[..<cut]))
            try client.send(Array(bytes[cut...]))
            #expect(try client.response().text == whole, "cut at \(cut)")
        }
    }

    @Test func `the body is asked for once when the client waits for that`() throws {
        let client = try WorkerUnderTest().connect()
        try client.send(
            "POST /now HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"
        )
        #expect(try client.response().status == 100)
        try client.send("abc")
        #expect(try client.response().text == "POST /now  abc")
    }

    @Test(arguments: ["/now", "/work", "/large"])
    func `the answer to HEAD has a length and no body`(path: String) throws {
        let client = try WorkerUnderTest().connect()
        let head = try client.request("HEAD", path)
        let length = try #require(head["Content-Length"].flatMap { Int($0) })
        #expect(length == (path == "/large" ? HandlerUnderTest.largeBytes : path.utf8.count + 7))
        // A byte of a body would be taken for the next response's head.
        #expect(try client.request("GET", "/now").status == 200)
    }

    @Test func `the last request a connection may carry is answered with its end`() throws {
        var configuration = ServingConfiguration()
        configuration.requestsPerConnectionMax = 3
        let client = try WorkerUnderTest(configuration).connect()
        for _ in 0..<2 { #expect(try client.request("GET", "/work")["Connection"] != "close") }
        #expect(try client.request("GET", "/work")["Connection"] == "close")
        #expect(try client.rest().isEmpty)
    }

    @Test(arguments: WorkerKind.allCases, ["/now", "/work", "/chunks"])
    func `a client that will send no more gets its answer and the end`(
        kind: WorkerKind,
        path: String
    ) throws {
        let client = try WorkerUnderTest(.of(kind)).connect()
        try client.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
        client.endSending()
        #expect(try client.response().status == 200)
        #expect(try client.rest().isEmpty)
    }

    @Test func `a slow handler holds up nobody while a thread is free`() throws {
        var configuration = ServingConfiguration()
        configuration.threads = 2
        let handler = HandlerUnderTest()
        let worker = try WorkerUnderTest(configuration, handler: handler)
        let slow = try worker.connect()
        try slow.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
        handler.begun.wait()
        let quick = try worker.connect()
        #expect(try quick.request("GET", "/work").status == 200)
        #expect(try quick.request("GET", "/now").status == 200)
        handler.latch.signal()
        #expect(try slow.response().text == "GET /wait  ")
    }
}

extension ServingConfiguration {
    static func of(_ kind: WorkerKind) -> ServingConfiguration {
        var configuration = ServingConfiguration()
        configuration.kind = kind
        return configuration
    }

    @Test func `what waited in the pool's queue is planned as such, what comes anew is not`()
        async throws
    {
        let handler = HandlerUnderTest()
        let worker = try WorkerUnderTest(handler: handler)
        let (first, second) = (try worker.connect(), try worker.connect())
        #expect(try second.request("GET", "/queued").text == "taken at once")
        try first.ask("/wait")
        handler.begun.wait()
        try second.ask("/queued")
        try await wait(for: "the queue") { worker.events.count(.handedToPool) == 1 }
        handler.latch.signal()
        #expect(try second.response().text == "passed on")
        #expect(try second.request("GET", "/queued").text == "taken at once")
        #expect(try first.response().status == 200)
    }
}
