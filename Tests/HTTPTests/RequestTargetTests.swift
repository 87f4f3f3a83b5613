import HTTP
import Testing

@Suite struct `Forms of the request target` {
    @Test func `a proxy's form names the host and the path`() throws {
        let message = try request("GET http://A:80/x?y HTTP/1.1\r\nHost: a:80\r\n\r\n")
        #expect(message.path == "/x")
        #expect(message.query == "y")
        #expect(try request("GET HTTPS://a/x HTTP/1.1\r\nHost: a\r\n\r\n").path == "/x")
    }

    @Test func `a host without a path stands for its root`() throws {
        #expect(try request("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").path == "/")
        let message = try request("GET http://a?b/c HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(message.path == "/")
        #expect(message.query == "b/c")
    }

    @Test(arguments: [
        "http://b/x", "http://a:81/x", "http://u@a/x", "http:///x", "http://?x", "http:/x", "a/x",
        "ftp://a/x", "//", "http://a\\b/x", "?x", "a:80", "http://[a/x", "http://[]/x",
        "http://a:x/",
    ])
    func `a target that is neither a path nor names the host is malformed`(_ target: String) throws
    {
        if target == "//" {
            #expect(try request(get(target: target)).path == "//")
        } else {
            #expect(refusal(get(target: target)) == 400)
        }
    }

    @Test func `the Host field is required even then`() {
        #expect(refusal("GET http://a/ HTTP/1.1\r\n\r\n") == 400)
    }

    @Test func `only OPTIONS may ask for the server itself`() throws {
        #expect(try request(get(target: "*", method: "OPTIONS")).path == "*")
        #expect(refusal(get(target: "*")) == 400)
        #expect(refusal(get(target: "*x", method: "OPTIONS")) == 400)
    }

    @Test func `this server is no tunnel`() {
        #expect(refusal(get(target: "a:443", method: "CONNECT")) == 501)
        #expect(refusal(get(target: "/", method: "CONNECT")) == 501)
    }
}

@Suite struct `Host field` {
    @Test(arguments: [
        "", "a", "a.example.org", "a:80", "a:", "127.0.0.1:4080", "[::1]", "[::1]:80",
        "[::ffff:10.0.0.1]", "a_b", "a-b.c%20d",
    ])
    func `a host with or without a port is one`(_ host: String) throws {
        #expect(try request("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n").fieldCount == 1)
    }

    @Test(arguments: [
        "a/b", "a@b", "a b", "a,b", "a\\b", "a?b", "a#b", "a:b", "a:80:80", "[::1", "::1", "[]",
        "[::1]a", "[g]", "<a>", "a:123456", "\u{E4}",
    ])
    func `anything else is malformed`(_ host: String) {
        #expect(refusal("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n") == 400)
    }

    @Test func `version 1.1 needs exactly one`() {
        #expect(refusal("GET / HTTP/1.1\r\n\r\n") == 400)
        #expect(refusal("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n") == 400)
        #expect(refusal("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n") == 400)
    }

    @Test func `version 1.0 needs none`() throws {
        #expect(try request("GET / HTTP/1.0\r\n\r\n").minorVersion == 0)
    }
}

@Suite struct `Glance at a query` {
    @Test(arguments: [
        ("bsession=x", true), ("a=1&bsession=x", true), ("a=bsession&b=2", false),
        ("bsession", false), ("absession=x", true), ("sion=x", false), ("", false), ("=", false),
    ]) func `a glance tells whether a parameter may be there`(query: String, mayBe: Bool) {
        #expect(RequestTarget(path: "/", query: query).mayName("bsession") == mayBe)
    }

    @Test func `a target without a query names nothing`() {
        #expect(!RequestTarget(path: "/").mayName("bsession"))
    }
}
