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

    enum PromptDecision {
        case admitted([ResponseField])
        case refused(Response)
        /// A transaction is needed, which a loop does not wait for.
        case undecided
    }

    private let limiter: RateLimiter
    private let metrics: WorkerMetrics
    /// Index of the policy of each class that has one.
    private let policies: [RequestClass: Int]

    init(_ limiter: RateLimiter, _ metrics: WorkerMetrics) {
        self.limiter = limiter
        self.metrics = metrics
        var policies: [RequestClass: Int] = [:]
        for (index, policy) in limiter.policies.enumerated() {
            if let kind = RequestClass(rawValue: policy.name) { policies[kind] = index }
        }
        self.policies = policies
    }

    func decideAtOnce(
        _ kind: RequestClass,
        _ subject: RateLimitSubject,
        at now: MonotonicTime
    ) -> PromptDecision {
        guard !policies.isEmpty, let policy = policies[kind] else { return .admitted([]) }
        guard let verdict = limiter.admitLocally(policy, subject, at: now) else {
            return .undecided
        }
        switch decision(verdict, policy) {
        case .admitted(let fields): return .admitted(fields)
        case .refused(let response): return .refused(response)
        }
    }

    func decide(
        _ kind: RequestClass,
        _ subject: RateLimitSubject,
        at now: MonotonicTime
    ) throws -> Decision {
        guard let policy = policies[kind] else { return .admitted([]) }
        return decision(try limiter.admit(policy, subject, at: now), policy)
    }

    private func decision(_ verdict: RateLimitVerdict, _ index: Int) -> Decision {
        let policy = limiter.policies[index]
        let headers = RateLimitHeaders(policy: policy, verdict: verdict)
        let fields = headers.fields.map { ResponseField($0.name, $0.value) }
        guard case .refused = verdict else { return .admitted(fields) }
        metrics.countLimited(policy: index, isDryRun: policy.isDryRun)
        if policy.isDryRun { return .admitted([]) }
        let type = ResponseField("Content-Type", "application/problem+json")
        return .refused(
            Response(.tooManyRequests, fields + [type], body: .bytes(Array(headers.problem.utf8)))
        )
    }
}
