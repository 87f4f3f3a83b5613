/// Why a request is over a limit, as application/problem+json (RFC 9457); its type and the member
/// `violated-policies` are those of draft-ietf-httpapi-ratelimit-headers-10.
struct QuotaProblem {
    let title: String
    let status: Int
    let detail: String
    /// The policy's name as a JSON string.
    let quotedPolicy: String

    var json: String {
        "{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
            + "\"title\":\"\(title)\",\"status\":\(status),\"detail\":\"\(detail)\","
            + "\"violated-policies\":[\(quotedPolicy)]}"
    }
}
