package import Settings
package import SharedState

extension Instance {
    /// The quotas of downloads; nil before the first start.
    package func downloadQuotas(_ settings: SettingsSnapshot) throws -> DownloadQuotas? {
        try DownloadQuotas.existing(
            SharedStateConfiguration(settings, self),
            DownloadPolicy(settings)
        )
    }

    /// Tells the workers of a running server that accounts were changed.
    package func announceChangeOfPeople(_ settings: SettingsSnapshot) throws {
        try Generation.ofPeople(beside: SharedStateConfiguration(settings, self))?.advance()
    }

    /// Ends all sessions of a user, for the workers of a running server at once, and answers how
    /// many there were.
    package func endSessions(ofUser id: Int, _ settings: SettingsSnapshot) throws -> Int {
        let configuration = SharedStateConfiguration(settings, self)
        return try SessionTable.existing(configuration)?.deleteAll(userID: id) ?? 0
    }
}
