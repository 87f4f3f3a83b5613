import Settings

/// Settings that only a restart can change, because sockets and maps are made once.
enum RestartOnly {
    static let settings: [any AnySetting] = [
        WebSettings.host, WebSettings.port, WebSettings.asyncPort, WebSettings.workerClass,
        WebSettings.metricsAddress, WebSettings.volatileSize, WebSettings.volatileFolder,
        WebSettings.durableSize, WebSettings.thumbnailCacheSize, WebSettings.dataFolder,
        WebSettings.logFolder, WebSettings.errorLogFile, WebSettings.poolCapacity,
    ]

    /// Refuses a reload that would change one of them.
    static func check(
        _ fresh: SettingsSnapshot,
        against current: SettingsSnapshot
    ) throws(MasterError) {
        for setting in settings where fresh.text(setting) != current.text(setting) {
            throw .needsRestart(setting: setting.name)
        }
    }
}
