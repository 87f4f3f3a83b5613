import HTTP
import Testing

@Suite struct `Chunked body` {
    @Test func `chunks are put together`() throws {
        #expect(
            try request(chunked("3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n")).body == "abc0123456789"
        )
        #expect(try request(chunked("00a\r\n0123456789\r\n000\r\n\r\n")).body == "0123456789")
        #expect(try request(chunked("0\r\n\r\n")).body == "")
    }

    @Test func `line ends in the data are data`() throws {
        #expect(try request(chunked("6\r\n\r\n0\r\n\r\r\n0\r\n\r\n")).body == "\r\n0\r\n\r")
    }

    @Test(arguments: [
        "\r\n", " 3\r\nabc\r\n0\r\n\r\n", "3 \r\nabc\r\n0\r\n\r\n", "0x3\r\nabc\r\n0\r\n\r\n",
        "+3\r\nabc\r\n0\r\n\r\n", "-3\r\nabc\r\n0\r\n\r\n", "g\r\n", "3\nabc\r\n0\r\n\r\n",
        "3\r\r\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n", "3\r\nabc\n0\r\n\r\n",
        "3\r\nabc0\r\n\r\n", "3\r\nabc\r0\r\n\r\n", "000000003\r\nabc\r\n0\r\n\r\n",
        "3,\r\nabc\r\n0\r\n\r\n", "3 3\r\nabc\r\n0\r\n\r\n", "\u{663}\r\nabc\r\n0\r\n\r\n",
    ])
    func `a size is hexadecimal digits, and its chunk has that many bytes`(_ body: String) {
        #expect(refusal(chunked(body)) == 400)
    }

    @Test func `an extension is passed over`() throws {
        #expect(try request(chunked("3;a=b\r\nabc\r\n0;c=\"d;e\"\r\n\r\n")).body == "abc")
        #expect(try request(chunked("3 ; a\r\nabc\r\n0\r\n\r\n")).body == "abc")
    }

    @Test(arguments: [
        "3;a\rb\r\nabc\r\n0\r\n\r\n", "3;a\u{0}\r\nabc\r\n0\r\n\r\n", "3;a\nabc\r\n0\r\n\r\n",
    ])
    func `an extension has no control characters`(_ body: String) {
        #expect(refusal(chunked(body)) == 400)
    }

    @Test func `the line of a size has a limit`() throws {
        var limits = RequestLimits()
        limits.chunkLineBytes = 10
        #expect(
            try request(chunked("3;12345678\r\nabc\r\n0\r\n\r\n"), limits: limits).body == "abc"
        )
        #expect(refusal(chunked("3;123456789\r\nabc\r\n0\r\n\r\n"), limits: limits) == 400)
        #expect(refusal(chunked("3;1234567890123456"), limits: limits) == 400)
    }

    @Test func `all extensions together have a limit`() throws {
        var limits = RequestLimits()
        limits.chunkExtensionsBytes = 6
        #expect(
            try request(chunked("1;ab\r\na\r\n1;ab\r\nb\r\n0\r\n\r\n"), limits: limits).body == "ab"
        )
        #expect(refusal(chunked("1;ab\r\na\r\n1;abc\r\nb\r\n0\r\n\r\n"), limits: limits) == 400)
    }

    @Test func `the decoded body has the body's limit, told before the data comes`() throws {
        var limits = RequestLimits()
        limits.bodyBytes = 5
        #expect(
            try request(chunked("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), limits: limits).body == "abcde"
        )
        #expect(refusal(chunked("3\r\nabc\r\n3\r\n"), limits: limits) == 413)
        #expect(refusal(chunked("ffffffff\r\n"), limits: limits) == 413)
    }

    @Test func `trailers are passed over`() throws {
        #expect(try request(chunked("0\r\nX-Sum: 1\r\nY: \r\n\r\n")).body == "")
        #expect(try request(chunked("0\r\nX-Sum: 1\r\n\r\n")).fieldCount == 2)
    }

    @Test(arguments: [
        "Content-Length: 1", "transfer-encoding: chunked", "HOST: b", "Cookie: a=b",
        "Authorization: x", "Connection: close", "Trailer: a", "no colon", "X : a", " X: a",
        "X: \u{0}", ": a", "X: a\rb",
    ])
    func `a trailer that frames or routes, or is no field, is malformed`(_ line: String) {
        #expect(refusal(chunked("0\r\n\(line)\r\n\r\n")) == 400)
    }

    @Test func `trailers end with an empty line of CR and LF`() {
        #expect(refusal(chunked("0\r\nX: a\n\r\n")) == 400)
        #expect(refusal(chunked("0\r\n\n")) == 400)
        #expect(Readings(Array(chunked("0\r\nX: a\r\n").utf8)).whole.phase == .body)
        #expect(Readings(Array(chunked("0\r\n").utf8)).whole.phase == .body)
    }

    @Test func `trailers together have a limit`() throws {
        var limits = RequestLimits()
        limits.trailerBytes = 8
        #expect(try request(chunked("0\r\nX: a\r\nY: b\r\n\r\n"), limits: limits).body == "")
        #expect(refusal(chunked("0\r\nX: a\r\nY: bc\r\n\r\n"), limits: limits) == 431)
    }
}
