import HTTP
import Testing

@testable import OmeroWeb

@Suite struct `Access line` {
    @Test func `an access line is in the combined format, and cannot be forged`() {
        let request = Request(
            method: .get,
            target: RequestTarget(path: "/a", query: "q=\"x\""),
            fields: RequestFields([(name: "User-Agent", value: "curl/8 \"quoted\"")]),
            peer: .local
        )
        let line = AccessLine(
            request: request,
            response: Response(.ok, body: .bytes([1, 2, 3])),
            client: .ipv4(0x0A00_0001, port: 5),
            unixSeconds: 1_795_546_305
        )
        #expect(
            line.text
                == "10.0.0.1 - - [24/Nov/2026:18:51:45 +0000] \"GET /a?q=?x? HTTP/1.1\" 200 3 \"-\""
                + " \"curl/8 ?quoted?\""
        )
    }

    /// CVE-2018-1000633: what one logs in with was written down.
    @Test func `a line holds no session and no password`() {
        let query = "a=1&bsession=SECRET&pass%77ord=SECRET&b"
        let request = Request(
            method: .get,
            target: RequestTarget(path: "/a", query: query),
            fields: RequestFields([(name: "Referer", value: "http://h/?x=2&password=SECRET")])
        )
        let line = AccessLine(
            request: request,
            response: Response(.ok),
            client: .local,
            unixSeconds: 0
        ).text
        #expect(!line.contains("SECRET"))
        #expect(line.contains("/a?a=1&bsession=***&pass%77ord=***&b"))
        #expect(line.contains("http://h/?x=2&password=***"))
    }
}
