/// How verdicts of one policy are told to clients: the fields of
/// draft-ietf-httpapi-ratelimit-headers-10, Retry-After (RFC 9110 §10.2.3) and a problem document
/// (RFC 9457).
package struct RateLimitHeaders: Sendable {
    private let quotedName: String
    /// The value of `RateLimit-Policy`: requests that may come at once, and the time after which all
    /// of them may come again.
    package let policyValue: String

    package init(_ policy: RateLimitPolicy) {
        quotedName = Self.quoted(policy.name)
        let quota = Self.integer(policy.burst.rounded(.down))
        let windowSeconds = Self.wholeSeconds(policy.burst / policy.ratePerSecond)
        policyValue = "\(quotedName);q=\(quota);w=\(windowSeconds)"
    }

    /// The value of `RateLimit`.
    package func limitValue(_ verdict: RateLimitVerdict) -> String {
        switch verdict {
        case .admitted(let remaining): quotedName + ";r=" + String(max(0, remaining))
        case .refused(let seconds): quotedName + ";r=0;t=" + retryValue(seconds)
        }
    }

    /// The value of `Retry-After`.
    package func retryValue(_ seconds: Double) -> String { "\(Self.wholeSeconds(seconds))" }

    /// The body of a refusal, as application/problem+json.
    package func problem(retryAfterSeconds seconds: Double) -> String {
        QuotaProblem(
            title: "Too many requests",
            status: 429,
            detail: "Try again in \(retryValue(seconds)) s.",
            quotedPolicy: quotedName
        ).json
    }

    /// A Structured Fields string, which is a JSON string as well (RFC 9651 §3.3.3).
    private static func quoted(_ name: String) -> String {
        var text = "\""
        for scalar in name.unicodeScalars where scalar.value >= 0x20 && scalar.value < 0x7F {
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
