/// How a verdict is told to the client: the fields of draft-ietf-httpapi-ratelimit-headers-10,
/// Retry-After (RFC 9110 §10.2.3) and a problem document (RFC 9457).
package struct RateLimitHeaders: Sendable {
    package let policy: RateLimitPolicy
    package let verdict: RateLimitVerdict

    package init(policy: RateLimitPolicy, verdict: RateLimitVerdict) {
        self.policy = policy
        self.verdict = verdict
    }

    package var fields: [(name: String, value: String)] {
        let policyField = ("RateLimit-Policy", "\(quotedName);q=\(quota);w=\(windowSeconds)")
        switch verdict {
        case .admitted(let remaining):
            return [policyField, ("RateLimit", "\(quotedName);r=\(max(0, remaining))")]
        case .refused(let seconds):
            let wait = Self.wholeSeconds(seconds)
            return [
                policyField, ("RateLimit", "\(quotedName);r=0;t=\(wait)"),
                ("Retry-After", "\(wait)"),
            ]
        }
    }

    /// The body of a refusal, as application/problem+json.
    package var problem: String {
        var detail = ""
        if case .refused(let seconds) = verdict {
            detail = ",\"detail\":\"Try again in \(Self.wholeSeconds(seconds)) s.\""
        }
        return "{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
            + "\"title\":\"Too many requests\",\"status\":429\(detail),"
            + "\"violated-policies\":[\(quotedName)]}"
    }

    /// Requests that may come at once, and the time after which all of them may come again.
    private var quota: Int { Self.integer(policy.burst.rounded(.down)) }
    private var windowSeconds: Int { Self.wholeSeconds(policy.burst / policy.ratePerSecond) }

    /// A Structured Fields string, which is a JSON string as well (RFC 9651 §3.3.3).
    private var quotedName: String {
        var text = "\""
        for scalar in policy.name.unicodeScalars where scalar.value >= 0x20 && scalar.value < 0x7F {
            if scalar == "\"" || scalar == "\\" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }

    /// Rounded up and at least one, so that whoever obeys is not refused again.
    static func wholeSeconds(_ seconds: Double) -> Int { max(1, integer(seconds.rounded(.up))) }

    /// The largest integer of a Structured Field has fifteen digits.
    private static func integer(_ number: Double) -> Int {
        Int(min(max(number, 0), 999_999_999_999_999))
    }
}
