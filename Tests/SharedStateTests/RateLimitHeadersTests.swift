import Foundation
import Testing

@testable import SharedState

@Suite struct `Rate limit headers` {
    private let policy = RateLimitPolicy(name: "rendering", ratePerSecond: 10, burst: 100)

    private func fields(_ verdict: RateLimitVerdict) -> [String: String] {
        let fields = RateLimitHeaders(policy).fields(verdict)
        return Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) })
    }

    @Test func `an admission says the policy and what is left`() {
        let fields = fields(.admitted(remaining: 37))
        #expect(fields["RateLimit-Policy"] == "\"rendering\";q=100;w=10")
        #expect(fields["RateLimit"] == "\"rendering\";r=37")
        #expect(fields["Retry-After"] == nil)
    }

    @Test(arguments: [
        (0.0, "1"), (0.001, "1"), (0.999, "1"), (1.0, "1"), (1.000_1, "2"), (59.2, "60"),
        (1e300, "999999999999999"),
    ])
    func `a refusal says when to come back, in whole seconds rounded up`(
        _ seconds: Double,
        _ text: String
    ) {
        let fields = fields(.refused(retryAfterSeconds: seconds))
        #expect(fields["Retry-After"] == text)
        #expect(fields["RateLimit"] == "\"rendering\";r=0;t=\(text)")
    }

    @Test func `rates of minutes give whole windows`() {
        let slow = RateLimitPolicy(name: "login", ratePerSecond: 1.0 / 60, burst: 5)
        let fields = RateLimitHeaders(slow).fields(.admitted(remaining: 4))
        #expect(fields.first?.value == "\"login\";q=5;w=300")
    }

    @Test func `a refusal's body is a problem document`() throws {
        let text = RateLimitHeaders(policy).problem(retryAfterSeconds: 2.5)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
        #expect(
            json["type"] as? String
                == "https://iana.org/assignments/http-problem-types#quota-exceeded"
        )
        #expect(json["status"] as? Int == 429)
        #expect(json["detail"] as? String == "Try again in 3 s.")
        #expect(json["violated-policies"] as? [String] == ["rendering"])
    }
}
