import HTTP
import Testing

@Suite struct `Request line` {
    @Test(arguments: [
        ("GET", Method.get), ("HEAD", .head), ("POST", .post), ("PUT", .put), ("DELETE", .delete),
        ("OPTIONS", .options), ("PATCH", .patch), ("get", .other), ("GETS", .other),
        ("M-SEARCH", .other), ("!#$%&'*+-.^_`|~", .other),
    ])
    func `a method is taken as it is written`(_ text: String, _ method: Method) throws {
        #expect(try request(get(method: text)).method == method)
    }

    @Test(arguments: [
        "", " ", "G ET / HTTP/1.1", "GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET\t/\tHTTP/1.1",
        "GET /", "GET / ", "GET", "GET / HTTP/1.1 ", "GET / HTTP/1.1\t", " GET / HTTP/1.1",
        "GET / http/1.1", "GET / HTTP/1", "GET / HTTP/1.1.1", "GET / HTTP/11", "GET / HTTP/1,1",
        "GET / HTTP/ 1.1", "GET / HTTP/1.\u{661}", "G{T / HTTP/1.1", "GET /\u{0} HTTP/1.1",
        "GET /a b HTTP/1.1", "GET /a#b HTTP/1.1", "GET /\u{7F} HTTP/1.1", "GET /a\tb HTTP/1.1",
    ])
    func `what is not method, target and version is malformed`(_ line: String) {
        #expect(refusal("\(line)\r\nHost: a\r\n\r\n\r\n\r\n") == 400)
    }

    @Test(arguments: ["HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/3.0", "HTTP/9.9"])
    func `another version is not supported`(_ version: String) {
        #expect(refusal("GET / \(version)\r\nHost: a\r\n\r\n") == 505)
    }

    @Test func `a method longer than any there is is malformed`() throws {
        #expect(try request(get(method: String(repeating: "M", count: 32))).method == .other)
        #expect(refusal(get(method: String(repeating: "M", count: 33))) == 400)
    }

    @Test func `the request line has a limit of its own`() throws {
        var limits = RequestLimits()
        limits.requestLineBytes = 40
        // 13 bytes stand around the path.
        let longest = "/" + String(repeating: "p", count: 26)
        #expect(try request(get(target: longest), limits: limits).path == longest)
        #expect(refusal(get(target: longest + "p"), limits: limits) == 414)
        #expect(refusal(String(repeating: "x", count: 60), limits: limits) == 414)
    }

    @Test func `the query is what stands behind the first question mark`() throws {
        let message = try request(get(target: "/a/b?c=1?d&e"))
        #expect(message.path == "/a/b")
        #expect(message.query == "c=1?d&e")
        #expect(try request(get(target: "/a?")).query == "")
        #expect(try request(get(target: "/a")).query == nil)
    }

    @Test func `what OMERO's viewers leave unescaped is taken`() throws {
        let target = "/r?c=1|0:255$FF0000,-2&maps=[{\"inverted\":{\"enabled\":\"true\"}}]"
        let message = try request(get(target: target))
        #expect(message.query == String(target.dropFirst(3)))
        #expect(try request(get(target: "/Müller")).path == "/Müller")
    }

    @Test func `a target that is no UTF-8 is malformed`() {
        let head = Array("GET /".utf8) + [0xC3, 0x28] + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        #expect(refusal(head) == 400)
        let query = Array("GET /?".utf8) + [0xFF] + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        #expect(refusal(query) == 400)
    }

    @Test(arguments: ["\n", "\r\r\n", " \r\n"])
    func `a line ends with CR and LF and nothing else`(_ end: String) {
        #expect(refusal("GET / HTTP/1.1\(end)Host: a\r\n\r\n") == 400)
    }

    @Test func `a few empty lines before a request are passed over`() throws {
        #expect(try request("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").path == "/")
        #expect(refusal("\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") == 400)
        #expect(refusal("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") == 400)
    }
}
