import HTTP
import Testing

@Suite struct `Message framing` {
    @Test func `a body is as long as its Content-Length`() throws {
        #expect(try request(get("Content-Length: 3") + "abc").body == "abc")
        #expect(try request(get("Content-Length: 003") + "abc").body == "abc")
        #expect(try request(get("Content-Length: 0")).body == "")
        #expect(try request("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nab").body == "ab")
    }

    @Test func `what follows a body is the next request`() {
        let text = get("Content-Length: 3") + "abc" + get(target: "/next")
        let readings = Readings(Array(text.utf8))
        #expect(readings.differing.isEmpty)
        #expect(readings.whole.messages.map(\.path) == ["/", "/next"])
        #expect(readings.whole.messages.map(\.body) == ["abc", ""])
    }

    @Test(arguments: [
        "", "+3", "-3", "3.0", "0x3", "3,3", "3 3", "3_0", "\u{663}", "3;", "a", "\"3\"",
    ])
    func `a length that is not digits alone is malformed`(_ length: String) {
        #expect(refusal(get("Content-Length: \(length)") + "abc") == 400)
    }

    @Test func `two lengths are malformed, equal ones too`() {
        #expect(refusal(get("Content-Length: 3", "Content-Length: 3") + "abc") == 400)
        #expect(refusal(get("Content-Length: 3", "content-length: 4") + "abcd") == 400)
    }

    @Test(arguments: [
        "11", "999999999999999999", "9223372036854775808", "18446744073709551617",
        "99999999999999999999999999999999",
    ])
    func `a body over the limit is too large, whatever the number`(_ length: String) {
        var limits = RequestLimits()
        limits.bodyBytes = 10
        #expect(refusal(get("Content-Length: \(length)"), limits: limits) == 413)
    }

    @Test func `a body of the limit's size is taken`() throws {
        var limits = RequestLimits()
        limits.bodyBytes = 10
        #expect(
            try request(get("Content-Length: 10") + "0123456789", limits: limits).body.utf8.count
                == 10
        )
    }

    @Test func `length and coding together are malformed, in any order`() {
        #expect(
            refusal(get("Content-Length: 3", "Transfer-Encoding: chunked") + "0\r\n\r\n") == 400
        )
        #expect(
            refusal(get("Transfer-Encoding: chunked", "Content-Length: 3") + "0\r\n\r\n") == 400
        )
        #expect(
            refusal(get("Transfer-Encoding: chunked", "Content-Length: 0") + "0\r\n\r\n") == 400
        )
    }

    @Test(arguments: [
        "gzip", "identity", "chunked, gzip", "chunked, chunked", "chunked, identity", "xchunked",
        "chunked;q=1", "\"chunked\"", "", ",", "chunked,", "\u{B}chunked", "chunked\u{0}",
        "chun ked", "gzip, chunked, chunked",
    ])
    func `a coding that does not end with one chunked is malformed`(_ coding: String) {
        #expect(refusal(get("Transfer-Encoding: \(coding)") + "0\r\n\r\n") == 400)
    }

    @Test(arguments: ["gzip, chunked", "gzip,chunked", "deflate, gzip, CHUNKED"])
    func `another coding below chunked is not implemented`(_ coding: String) {
        #expect(refusal(get("Transfer-Encoding: \(coding)") + "0\r\n\r\n") == 501)
    }

    @Test func `chunked is known in any case, once, and in version 1.1`() throws {
        #expect(try request(get("Transfer-Encoding: Chunked") + "0\r\n\r\n").body == "")
        let twice = get("Transfer-Encoding: chunked", "Transfer-Encoding: chunked")
        #expect(refusal(twice + "0\r\n\r\n") == 400)
        let old = "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        #expect(refusal(old) == 400)
    }
}

@Suite struct `Keeping the connection` {
    @Test(arguments: [
        ("HTTP/1.1", "", true), ("HTTP/1.1", "close", false), ("HTTP/1.1", "Close", false),
        ("HTTP/1.1", "x, close", false), ("HTTP/1.1", "keep-alive, close", false),
        ("HTTP/1.1", "closed", true), ("HTTP/1.1", "x,\tclose ,y", false),
        ("HTTP/1.0", "", false), ("HTTP/1.0", "keep-alive", true),
        ("HTTP/1.0", "x, Keep-Alive", true), ("HTTP/1.0", "keep-alive, close", false),
    ])
    func `version and Connection field decide`(
        _ version: String,
        _ option: String,
        _ keeps: Bool
    )
        throws
    {
        let text = "GET / \(version)\r\nHost: a\r\nConnection: \(option)\r\n\r\n"
        #expect(try request(text).keepsConnection == keeps)
    }

    @Test func `several Connection fields count together`() throws {
        #expect(try !request(get("Connection: x", "Connection: close")).keepsConnection)
    }
}
