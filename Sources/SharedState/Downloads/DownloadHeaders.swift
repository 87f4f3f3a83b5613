/// How limits of downloads are told to clients: the fields of
/// draft-ietf-httpapi-ratelimit-headers-10, Retry-After (RFC 9110 §10.2.3) and a problem document
/// (RFC 9457).
package enum DownloadHeaders {
    package static let bytesPolicy = "download-bytes"
    package static let streamsPolicy = "downloads"
    /// Nobody knows when a download ends; a client that asks so often does no harm.
    private static let streamRetrySeconds = 5

    package typealias Field = (name: String, value: String)

    /// What is left of a quota; none where nothing limits.
    ///
    /// - Parameter resetSeconds: until the oldest bytes cease to count; nil when that is not known.
    package static func fields(
        _ limits: DownloadLimits,
        leftBytes: Int?,
        resetSeconds: Int? = nil
    ) -> [Field] {
        guard let left = leftBytes else { return [] }
        let reset = resetSeconds.map { ";t=\($0)" } ?? ""
        return policy(limits) + [("RateLimit", "\"\(bytesPolicy)\";r=\(left)\(reset)")]
    }

    /// The fields of a refusal.
    package static func fields(_ refusal: DownloadRefusal, _ limits: DownloadLimits) -> [Field] {
        switch refusal {
        case .tooLarge: return []
        case .tooManyStreams(let limit):
            let retry = streamRetrySeconds
            return [
                ("RateLimit-Policy", "\"\(streamsPolicy)\";q=\(limit);qu=\"concurrent-requests\""),
                ("RateLimit", "\"\(streamsPolicy)\";r=0;t=\(retry)"), ("Retry-After", "\(retry)"),
            ]
        case .quotaExceeded(let left, let retry):
            return fields(limits, leftBytes: left, resetSeconds: retry)
                + (retry.map { [("Retry-After", "\($0)")] } ?? [])
        }
    }

    /// The status code of a refusal: 429 where waiting helps, else 403.
    package static func status(_ refusal: DownloadRefusal) -> Int {
        switch refusal {
        case .tooLarge, .quotaExceeded(_, nil): 403
        case .tooManyStreams, .quotaExceeded: 429
        }
    }

    /// The body of a refusal, as application/problem+json.
    package static func problem(_ refusal: DownloadRefusal, _ limits: DownloadLimits) -> String {
        let (title, detail, policy) = words(refusal, limits)
        return QuotaProblem(
            title: title,
            status: status(refusal),
            detail: detail,
            quotedPolicy: "\"\(policy)\""
        ).json
    }

    private static func words(
        _ refusal: DownloadRefusal,
        _ limits: DownloadLimits
    ) -> (title: String, detail: String, policy: String) {
        switch refusal {
        case .tooLarge(let size, let limit):
            return (
                "Download too large",
                "It has \(size) bytes; a single download may have \(limit).", "download-size"
            )
        case .tooManyStreams(let limit):
            return (
                "Too many downloads at once",
                "\(limit) run already; wait until one has ended.", streamsPolicy
            )
        case .quotaExceeded(let left, let retry?):
            return (
                "Download quota exceeded",
                "\(left) bytes are left; try again in \(retry) s.", bytesPolicy
            )
        case .quotaExceeded(let left, nil):
            return (
                "Download larger than the quota",
                "\(left) bytes are left of \(limits.bytes ?? 0) in \(limits.window.seconds) s.",
                bytesPolicy
            )
        }
    }

    private static func policy(_ limits: DownloadLimits) -> [Field] {
        guard let bytes = limits.bytes else { return [] }
        let window = limits.window.seconds
        return [
            ("RateLimit-Policy", "\"\(bytesPolicy)\";q=\(bytes);qu=\"content-bytes\";w=\(window)")
        ]
    }
}
