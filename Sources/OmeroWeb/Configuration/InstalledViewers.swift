import Settings
import WebClient

/// The viewers of others that the settings name, which have to be installed before a start.
enum InstalledViewers {
    /// Applications whose pages and data this server has.
    static let known = ["omero_iviewer", "omero_figure"]

    /// - Throws: `StaticFoldersError.notInstalled`.
    static func check(_ settings: SettingsSnapshot) throws(StaticFoldersError) {
        let folders = StaticFolders(settings)
        for name in needed(settings) where !folders.hasFolder(name) {
            throw .notInstalled(application: name)
        }
    }

    private static func needed(_ settings: SettingsSnapshot) -> [String] {
        let named = settings[WebSettings.applications].filter(known.contains)
        let shows = settings[WebSettings.viewerView] == WebSettings.iviewer
        return shows ? named + ["omero_iviewer"] : named
    }

    /// The applications that are named and do not run here.
    static func unknown(_ settings: SettingsSnapshot) -> [String] {
        settings[WebSettings.applications].filter { !known.contains($0) }
    }
}
