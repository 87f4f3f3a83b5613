import HTTP
import Testing

@Suite struct `Request reader` {
    private func reader(_ text: String = "") -> RequestReader {
        var reader = RequestReader(limits: RequestLimits(), peer: .ipv4(1, port: 2))
        reader.append(Array(text.utf8))
        return reader
    }

    /// The kind of an event.
    private func kind(_ event: RequestReader.Event) -> String {
        switch event {
        case .incomplete: "incomplete"
        case .expectsContinue: "continue"
        case .upload: "upload"
        case .part: "part"
        case .request: "request"
        }
    }

    @Test func `pipelined requests come in their order`() throws {
        let text = (0..<50).map { get(target: "/\($0)") }.joined()
        let readings = Readings(Array(text.prefix(600).utf8))
        #expect(readings.differing.isEmpty)
        let whole = Reading(pieces: [Array(text.utf8)])
        #expect(whole.messages.map(\.path) == (0..<50).map { "/\($0)" })
        #expect(
            whole.messages.allSatisfy {
                String(decoding: $0.head, as: UTF8.self).hasPrefix("GET /")
            }
        )
    }

    @Test func `a request carries the peer it came from`() throws {
        var reader = reader(get())
        guard case .request(let request) = try reader.next() else {
            Issue.record("no request")
            return
        }
        #expect(request.peer == .ipv4(1, port: 2))
    }

    @Test func `the phase tells what is awaited`() throws {
        var reader = reader()
        #expect(reader.phase == .idle)
        reader.append(Array("\r\n".utf8))
        #expect(kind(try reader.next()) == "incomplete")
        #expect(reader.phase == .idle)
        reader.append(Array("P".utf8))
        #expect(kind(try reader.next()) == "incomplete")
        #expect(reader.phase == .head)
        reader.append(Array("OST / HTTP/1.1\r\n".utf8))
        #expect(kind(try reader.next()) == "incomplete")
        #expect(reader.phase == .head)
        reader.append(Array("Host: a\r\nContent-Length: 2\r\n\r\n".utf8))
        #expect(kind(try reader.next()) == "incomplete")
        #expect(reader.phase == .body)
        reader.append(Array("ab".utf8))
        #expect(kind(try reader.next()) == "request")
        #expect(reader.phase == .idle)
    }

    @Test func `what is unread lets another reader go on`() throws {
        let text = get(target: "/first") + get(target: "/second")
        for cut in (text.utf8.count / 2)..<(text.utf8.count - 1) {
            var first = reader(String(decoding: text.utf8.prefix(cut), as: UTF8.self))
            guard case .request(let request) = try first.next() else {
                Issue.record("no request in \(cut) bytes")
                continue
            }
            #expect(kind(try first.next()) == "incomplete")
            var second = reader()
            second.append(first.unread + Array(text.utf8.dropFirst(cut)))
            guard case .request(let next) = try second.next() else {
                Issue.record("no second request after \(cut) bytes")
                continue
            }
            #expect(request.target.path == "/first" && next.target.path == "/second")
            #expect(second.phase == .idle && second.unread.isEmpty)
        }
    }

    @Test func `the bytes of a head alone are the same request again`() throws {
        var first = reader(get("X: y", "Z_: dropped"))
        guard case .request(let request) = try first.next() else {
            Issue.record("no request")
            return
        }
        #expect(request.isHeadOnly)
        let again = Reading(pieces: [request.headBytes])
        #expect(again.messages == [Reading.Message(request)])
    }

    @Test func `a request whose empty body came in chunks is more than its head`() throws {
        var first = reader(chunked("0\r\n\r\n"))
        guard case .request(let request) = try first.next() else {
            Issue.record("no request")
            return
        }
        #expect(!request.isHeadOnly)
    }

    @Test func `an error stays`() throws {
        var reader = reader("GET /\r\n\r\n")
        #expect(throws: RequestError.self) { try reader.next() }
        reader.append(Array(get().utf8))
        #expect(throws: RequestError.self) { try reader.next() }
    }

    @Test func `the bytes before an error are answered first`() {
        let readings = Readings(Array((get() + "bad\r\n").utf8))
        #expect(readings.differing.isEmpty)
        #expect(readings.whole.messages.count == 1)
        #expect(readings.whole.error?.status == .badRequest)
    }
}

@Suite struct `Expectation` {
    private func kinds(_ pieces: String...) throws -> [String] {
        var reader = RequestReader(limits: RequestLimits(), peer: .local)
        var kinds: [String] = []
        for piece in pieces {
            reader.append(Array(piece.utf8))
            reading: while true {
                switch try reader.next() {
                case .incomplete: break reading
                case .expectsContinue: kinds.append("continue")
                case .upload, .part: kinds.append("upload")
                case .request: kinds.append("request")
                }
            }
        }
        return kinds
    }

    private let head = get("Expect: 100-Continue", "Content-Length: 2")

    @Test func `a client that waits is told to go on, once`() throws {
        #expect(try kinds(head, "a", "b") == ["continue", "request"])
        #expect(try kinds(head, "", "ab") == ["continue", "request"])
        let chunks = get("Expect: 100-continue", "Transfer-Encoding: chunked")
        #expect(try kinds(chunks, "1\r\n", "a\r\n0\r\n", "\r\n") == ["continue", "request"])
    }

    @Test func `a client that has begun the body is told nothing`() throws {
        #expect(try kinds(head + "a", "b") == ["request"])
        #expect(try kinds(head + "ab") == ["request"])
        let chunks = get("Expect: 100-continue", "Transfer-Encoding: chunked")
        #expect(try kinds(chunks + "1\r\na\r\n", "0\r\n\r\n") == ["request"])
    }

    @Test func `without a body there is nothing to wait for`() throws {
        #expect(try kinds(get("Expect: 100-continue")) == ["request"])
        #expect(try kinds(get("Expect: 100-continue", "Content-Length: 0")) == ["request"])
    }

    @Test func `version 1.0 has no expectations`() throws {
        let old = "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        #expect(try kinds(old, "ab") == ["request"])
    }

    @Test func `the next request expects nothing of its own`() throws {
        #expect(
            try kinds(head, "ab", get("Content-Length: 2"), "cd") == [
                "continue", "request", "request",
            ]
        )
    }

    @Test(arguments: ["x", "100-continue, x", "", "200-ok"])
    func `another expectation fails`(_ value: String) {
        #expect(refusal(get("Expect: \(value)", "Content-Length: 2") + "ab") == 417)
    }
}
