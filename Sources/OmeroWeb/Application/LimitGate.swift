import HTTP
import Kernel
import SharedState
import Telemetry

/// Asks the rate limiter, counts what it says, and words its refusals.
struct LimitGate: Sendable {
    enum Decision {
        /// With the fields that tell the client how much is left.
        case admitted([ResponseField])
        case refused(Response)
    }

    private let limiter: RateLimiter
    private let metrics: WorkerMetrics
    /// The policy of each class; nil for classes that nothing limits.
    private let policies: [Policy?]

    private struct Policy: Sendable {
        let index: Int
        let isDryRun: Bool
        let headers: RateLimitHeaders
        /// The same for every answer.
        let policyField: ResponseField
    }

    init(_ limiter: RateLimiter, _ metrics: WorkerMetrics) {
        self.limiter = limiter
        self.metrics = metrics
        policies = RequestClass.allCases.map { kind in
            limiter.policies.firstIndex { $0.name == kind.name }.map { index in
                let policy = limiter.policies[index]
                let headers = RateLimitHeaders(policy)
                return Policy(
                    index: index,
                    isDryRun: policy.isDryRun,
                    headers: headers,
                    policyField: ResponseField("RateLimit-Policy", headers.policyValue)
                )
            }
        }
    }

    /// The decision from memory alone; nil when a transaction is needed, which no loop waits for.
    func decideAtOnce(
        _ kind: RequestClass,
        _ subject: RateLimitSubject,
        at now: MonotonicTime
    ) -> Decision? {
        guard let policy = policies[kind.rawValue] else { return .admitted([]) }
        return limiter.admitLocally(policy.index, subject, at: now).map { decision($0, policy) }
    }

    /// Waits for other writers where memory is not enough.
    func decide(
        _ kind: RequestClass,
        _ subject: RateLimitSubject,
        at now: MonotonicTime
    ) throws -> Decision {
        guard let policy = policies[kind.rawValue] else { return .admitted([]) }
        return decision(try limiter.admit(policy.index, subject, at: now), policy)
    }

    private func decision(_ verdict: RateLimitVerdict, _ policy: Policy) -> Decision {
        guard case .refused(let seconds) = verdict else {
            let left = ResponseField("RateLimit", policy.headers.limitValue(verdict))
            return .admitted([policy.policyField, left])
        }
        metrics.countLimited(policy: policy.index, isDryRun: policy.isDryRun)
        if policy.isDryRun { return .admitted([]) }
        let type = ResponseField("Content-Type", "application/problem+json")
        let problem = policy.headers.problem(retryAfterSeconds: seconds)
        let fields = [
            policy.policyField, ResponseField("RateLimit", policy.headers.limitValue(verdict)),
            ResponseField("Retry-After", policy.headers.retryValue(seconds)), type,
        ]
        return .refused(
            Response(.tooManyRequests, fields, body: .bytes(Array(problem.utf8)))
        )
    }
}
