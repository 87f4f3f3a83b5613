import Foundation
import Testing

@testable import SharedState

@Suite struct `Rate limit headers` {
    private let policy = RateLimitPolicy(name: "rendering", ratePerSecond: 10, burst: 100)

    @Test func `an admission says the policy and what is left`() {
        let headers = RateLimitHeaders(policy)
        #expect(headers.policyValue == "\"rendering\";q=100;w=10")
        #expect(headers.limitValue(.admitted(remaining: 37)) == "\"rendering\";r=37")
    }

    @Test(arguments: [
        (0.0, "1"), (0.001, "1"), (0.999, "1"), (1.0, "1"), (1.000_1, "2"), (59.2, "60"),
        (1e300, "999999999999999"),
    ])
    func `a refusal says when to come back, in whole seconds rounded up`(
        _ seconds: Double,
        _ text: String
    ) {
        let headers = RateLimitHeaders(policy)
        #expect(headers.retryValue(seconds) == text)
        #expect(
            headers.limitValue(.refused(retryAfterSeconds: seconds))
                == "\"rendering\";r=0;t=\(text)"
        )
    }

    @Test func `rates of minutes give whole windows`() {
        let slow = RateLimitPolicy(name: "login", ratePerSecond: 1.0 / 60, burst: 5)
        #expect(RateLimitHeaders(slow).policyValue == "\"login\";q=5;w=300")
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
