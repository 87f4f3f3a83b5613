import HTTP
import Testing

@Suite struct `Conditions of requests` {
    private static let modified = 784_111_777
    private static let date = "Sun, 06 Nov 1994 08:49:37 GMT"
    private static let later = "Sun, 06 Nov 1994 08:49:38 GMT"
    private static let earlier = "Sun, 06 Nov 1994 08:49:36 GMT"
    private let validators = Validators(EntityTag("a"), modifiedSeconds: modified)

    private func request(
        _ fields: [(name: String, value: String)],
        _ method: Method = .get
    ) -> Request {
        Request(
            method: method,
            target: RequestTarget(path: "/", query: nil),
            fields: RequestFields(fields)
        )
    }

    @Test(arguments: [
        ("If-None-Match", "\"a\"", Preconditions.Verdict.notModified),
        ("If-None-Match", "\"b\", W/\"a\"", .notModified), ("If-None-Match", "*", .notModified),
        ("If-None-Match", "\"b\"", .proceed), ("If-None-Match", "a", .proceed),
        ("If-Match", "\"a\"", .proceed), ("If-Match", "*", .proceed),
        ("If-Match", "W/\"a\"", .failed), ("If-Match", "\"b\"", .failed),
        ("If-Modified-Since", date, .notModified), ("If-Modified-Since", earlier, .proceed),
        ("If-Modified-Since", "yesterday", .proceed),
        ("If-Unmodified-Since", date, .proceed), ("If-Unmodified-Since", earlier, .failed),
    ])
    func `one condition decides`(
        name: String,
        value: String,
        expected: Preconditions.Verdict
    ) {
        #expect(Preconditions.verdict(request([(name, value)]), validators) == expected)
        #expect(Preconditions.verdict(request([(name, value)], .head), validators) == expected)
    }

    @Test func `a tag counts more than a date`() {
        let fields = [("If-None-Match", "\"b\""), ("If-Modified-Since", Self.later)]
        let verdict = Preconditions.verdict(
            request(fields.map { (name: $0.0, value: $0.1) }),
            validators
        )
        #expect(verdict == .proceed)
    }

    @Test(arguments: [
        ("\"a\"", 0, true), ("W/\"a\"", 0, false), ("\"b\"", 0, false), (date, 2, true),
        (date, 1, false), (later, 9, false), ("nonsense", 9, false),
    ])
    func `a part is sent to whoever has the rest of this very state`(
        field: String,
        age: Int,
        isAllowed: Bool
    ) {
        let answer = Preconditions.allowRange(
            request([("If-Range", field)]),
            validators,
            nowSeconds: Self.modified + age
        )
        #expect(answer == isAllowed)
        #expect(Preconditions.allowRange(request([]), validators, nowSeconds: 0))
    }
}
