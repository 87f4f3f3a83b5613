import Settings

/// The names of all settings, for completion.
enum SettingNames {
    static let all = SettingsCatalogue.all.map(\.name)
}
