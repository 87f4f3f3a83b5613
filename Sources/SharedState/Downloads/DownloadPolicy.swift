/// What holds for downloads of everybody, and for whom nothing does.
package struct DownloadPolicy: Sendable, Equatable {
    package var everybody: DownloadLimits
    package var exemptsAdministrators: Bool

    package init(everybody: DownloadLimits = .none, exemptsAdministrators: Bool = true) {
        self.everybody = everybody
        self.exemptsAdministrators = exemptsAdministrators
    }
}

extension SharedState {
    /// The limits of one user, with what is set for him and his groups.
    package func downloadLimits(
        ofUser user: Int,
        groups: some Sequence<Int>,
        isAdministrator: Bool,
        _ policy: DownloadPolicy
    ) throws -> DownloadLimits {
        if isAdministrator && policy.exemptsAdministrators {
            // What an administrator downloads is counted over the same time.
            return DownloadLimits(window: policy.everybody.window)
        }
        return try quotaOverrides.limits(ofUser: user, groups: groups, policy.everybody)
    }
}
