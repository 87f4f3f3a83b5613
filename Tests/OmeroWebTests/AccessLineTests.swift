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
}
