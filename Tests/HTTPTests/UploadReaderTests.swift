import Testing

@testable import HTTP

@Suite struct `Bodies that are too large for memory` {
    private func reader() -> RequestReader {
        var limits = RequestLimits()
        limits.bodyBytes = 10
        limits.uploads = ["/up/": 100]
        return RequestReader(limits: limits, peer: .local)
    }

    private func head(_ path: String, _ length: Int, _ more: String = "") -> [UInt8] {
        Array("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\(more)\r\n".utf8)
    }

    @Test func `it is announced, comes in parts, and the request follows`() throws {
        var reader = reader()
        reader.append(head("/up/", 20) + Array("0123456789".utf8))
        guard case .upload(let announced, byteCount: 20) = try reader.next() else {
            Issue.record("no announcement")
            return
        }
        #expect(announced.target.path == "/up/")
        var body: [UInt8] = []
        guard case .part(let first) = try reader.next() else {
            Issue.record("no part")
            return
        }
        body += first
        guard case .incomplete = try reader.next() else {
            Issue.record("more than came")
            return
        }
        #expect(reader.phase == .body && reader.unread.isEmpty)
        reader.append(Array("abcdefghijGET /".utf8))
        if case .part(let second) = try reader.next() { body += second }
        #expect(String(decoding: body, as: UTF8.self) == "0123456789abcdefghij")
        guard case .request(let request) = try reader.next() else {
            Issue.record("no request")
            return
        }
        #expect(request.body.isEmpty && reader.phase == .head)
    }

    @Test func `a client that waits is told to go on after the announcement`() throws {
        var reader = reader()
        reader.append(head("/up/", 20, "Expect: 100-continue\r\n"))
        guard case .upload = try reader.next() else {
            Issue.record("no announcement")
            return
        }
        guard case .expectsContinue = try reader.next() else {
            Issue.record("not told")
            return
        }
        guard case .incomplete = try reader.next() else {
            Issue.record("told twice")
            return
        }
    }

    @Test func `small bodies stay in memory, and other paths and more than the limit are refused`()
        throws
    {
        var small = reader()
        small.append(head("/up/", 3) + Array("abc".utf8))
        guard case .request(let request) = try small.next() else {
            Issue.record("no request")
            return
        }
        #expect(request.body == Array("abc".utf8))
        for (path, length, limit) in [("/up", 11, 10), ("/", 11, 10), ("/up/", 101, 100)] {
            var reader = reader()
            reader.append(head(path, length))
            #expect(throws: RequestError.bodyTooLarge(limitBytes: limit)) { _ = try reader.next() }
        }
    }
}
