import HTTP
import Testing

@Suite struct `Field lines` {
    @Test func `names are compared in any case, and blanks around values do not count`() throws {
        var reader = RequestReader(limits: RequestLimits(), peer: .local)
        reader.append(Array(get("X-One: \t a b \t", "x-two:c", "X-ONE: d", "X-Empty:").utf8))
        guard case .request(let request) = try reader.next() else {
            Issue.record("no request")
            return
        }
        #expect(request.fields["x-one"] == "a b")
        #expect(request.fields.values("X-One") == ["a b", "d"])
        #expect(request.fields["X-TWO"] == "c")
        #expect(request.fields["X-Empty"] == "")
        #expect(request.fields["X-Three"] == nil)
        #expect(request.fields.count == 5)
    }

    @Test(arguments: [
        "X : a", "X\t: a", " X: a", "\tX: a", ": a", "X", "X a", "X(: a", "X\u{E4}: a",
        "X: a\u{0}b",
        "X: a\rb", "X: a\nb", "X: a\u{7F}", "X: a\u{1}", "X: a\u{B}b", "Host : a",
        "Content-Length : 1", "\"X\": a", "X,Y: a", "X\u{0}: a",
    ])
    func `what is no field is malformed`(_ line: String) {
        #expect(refusal(get(line)) == 400)
    }

    @Test(arguments: ["X: a\r\n b", "X: a\r\n\tb", "X:\r\n b"])
    func `a folded line is malformed`(_ line: String) {
        #expect(refusal(get(line)) == 400)
    }

    @Test func `a value may have tabs and bytes above ASCII`() throws {
        let head = Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8)
        let values = (0...255).map(UInt8.init).filter { $0 == 9 || $0 >= 32 && $0 != 127 }
        let readings = Readings(head + values + [13, 10, 13, 10])
        #expect(readings.differing.isEmpty)
        #expect(readings.whole.messages.count == 1)
    }

    @Test func `a name with an underscore is passed over, since front servers confuse it`() throws {
        #expect(try request(get("Content_Length: 5", "X_Forwarded_For: b")).fieldCount == 1)
        #expect(try request(get("Transfer_Encoding: chunked", "_: x")).body == "")
        #expect(refusal(get("X_Y: a\u{0}")) == 400)
    }

    @Test func `the number of field lines has a limit, those passed over included`() throws {
        var limits = RequestLimits()
        limits.fieldCount = 3
        #expect(try request(get("A: 1", "B_: 2"), limits: limits).fieldCount == 2)
        #expect(refusal(get("A: 1", "B_: 2", "C: 3"), limits: limits) == 431)
    }

    @Test func `a field line has a limit`() throws {
        var limits = RequestLimits()
        limits.fieldLineBytes = 20
        let longest = "X: " + String(repeating: "v", count: 17)
        #expect(try request(get(longest), limits: limits).fieldCount == 2)
        #expect(refusal(get(longest + "v"), limits: limits) == 431)
        #expect(
            refusal("GET / HTTP/1.1\r\n" + String(repeating: "x", count: 40), limits: limits) == 431
        )
    }

    @Test func `all field lines together have a limit`() throws {
        var limits = RequestLimits()
        // Each line here has 9 bytes with its end: "Host: a" and "X: 1234".
        limits.fieldsBytes = 27
        #expect(try request(get("X: 1234", "X: 1234"), limits: limits).fieldCount == 3)
        #expect(refusal(get("X: 1234", "X: 12345"), limits: limits) == 431)
    }

    @Test func `two Content-Type fields are malformed`() {
        #expect(refusal(get("Content-Type: a/b", "content-type: a/b")) == 400)
    }
}
