package import Settings
import SharedState

extension Instance {
    /// Tells the workers of a running server that accounts were changed.
    package func announceChangeOfPeople(_ settings: SettingsSnapshot) throws {
        try PeopleGeneration.existing(SharedStateConfiguration(settings, self))?.advance()
    }

    /// Ends all sessions of a user, for the workers of a running server at once, and answers how
    /// many there were.
    package func endSessions(ofUser id: Int, _ settings: SettingsSnapshot) throws -> Int {
        let configuration = SharedStateConfiguration(settings, self)
        return try SessionTable.existing(configuration)?.deleteAll(userID: id) ?? 0
    }
}
