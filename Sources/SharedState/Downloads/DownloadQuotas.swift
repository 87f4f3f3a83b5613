/// What downloads may cost: what holds for everybody, what is set for some, and who used how much.
package final class DownloadQuotas: Sendable {
    package let ledger: DownloadLedger
    package let overrides: QuotaOverrides
    package let policy: DownloadPolicy

    package init(_ shared: SharedState, _ policy: DownloadPolicy) {
        ledger = shared.downloads
        overrides = shared.quotaOverrides
        self.policy = policy
    }

    private init(_ ledger: DownloadLedger, _ policy: DownloadPolicy) throws {
        self.ledger = ledger
        overrides = try QuotaOverrides(beside: ledger)
        self.policy = policy
    }

    /// The quotas beside a running server, or of one that ran; nil before the first start.
    package static func existing(
        _ configuration: SharedStateConfiguration,
        _ policy: DownloadPolicy
    ) throws -> DownloadQuotas? {
        try DownloadLedger.existing(configuration).map { try DownloadQuotas($0, policy) }
    }

    /// Somebody whose limits are asked for.
    package struct Person: Sendable {
        package let id: Int
        package let groups: [Int]
        package let isAdministrator: Bool

        package init(id: Int, groups: [Int], isAdministrator: Bool) {
            self.id = id
            self.groups = groups
            self.isAdministrator = isAdministrator
        }
    }

    package func limits(of person: Person) throws -> DownloadLimits {
        if person.isAdministrator && policy.exemptsAdministrators {
            // What an administrator downloads is counted over the same time.
            return DownloadLimits(window: policy.everybody.window)
        }
        return try overrides.limits(ofUser: person.id, groups: person.groups, policy.everybody)
    }

    /// What a person may download, and has.
    ///
    /// - Parameter subject: whose account it is; nil for the person's own.
    package func report(
        of person: Person,
        as subject: RateLimitSubject? = nil
    ) throws -> DownloadLedger.Report {
        try ledger.report(subject ?? .user(person.id), limits(of: person))
    }
}
