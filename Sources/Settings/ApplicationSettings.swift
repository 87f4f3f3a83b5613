/// Properties of OMERO.web that belong to its pages and applications, taken without an effect here.
enum ApplicationSettings {
    /// Beginnings of names.
    private static let groups = [
        "omero.web.base_include_template", "omero.web.cors_", "omero.web.csrf_",
        "omero.web.favicon_url", "omero.web.feedback.", "omero.web.figure.",
        "omero.web.html_meta_referrer", "omero.web.index_template",
        "omero.web.login", "omero.web.ping_interval",
        "omero.web.public.cache.", "omero.web.redirect_allowed_hosts",
        "omero.web.root_application", "omero.web.search.", "omero.web.secure_proxy_ssl_header",
        "omero.web.session_", "omero.web.sharing.", "omero.web.show_forgot_password",
        "omero.web.system_checks", "omero.web.top_logo", "omero.web.ui.",
        "omero.web.upgrades.url", "omero.web.user_dropdown", "omero.web.viewer.",
        "omero.web.x_frame_options",
    ]

    static func include(_ name: String) -> Bool { groups.contains { name.hasPrefix($0) } }

    /// Whether the name is an application's own by its form, `omero.web.APPLICATION.NAME`.
    ///
    /// What would be a group of ours is none: there a wrong name is a mistake.
    static func mayInclude(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts.allSatisfy({ !$0.isEmpty }) else { return false }
        let group = parts[..<3].joined(separator: ".") + "."
        return !SettingsCatalogue.all.contains { $0.name.hasPrefix(group) }
    }
}
