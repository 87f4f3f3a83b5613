import Testing

@testable import Settings

@Suite struct `Settings catalogue` {
    @Test func `names are unique, sorted and OMERO's`() {
        let names = SettingsCatalogue.all.map(\.name)
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.hasPrefix("omero.") })
    }

    @Test(arguments: SettingsCatalogue.all.map(\.name))
    func `every default is taken, and every setting explained`(_ name: String) throws {
        let setting = try #require(SettingsCatalogue.setting(name))
        try setting.validate(setting.defaultText)
        #expect(setting.help.hasSuffix("."))
        #expect(!setting.accepted.isEmpty)
    }

    @Test func `no setting that is obeyed is among those without effect`() {
        for name in SettingsCatalogue.withoutEffect.keys {
            #expect(SettingsCatalogue.setting(name) == nil, "\(name)")
            #expect(SettingsCatalogue.note(on: name) == SettingsCatalogue.withoutEffect[name])
        }
    }

    /// Defaults an administrator of OMERO.web knows.
    @Test(arguments: [
        ("omero.web.application_server", "wsgi-tcp"),
        ("omero.web.application_server.host", "127.0.0.1"),
        ("omero.web.application_server.port", "4080"),
        ("omero.web.application_server.max_requests", "0"),
        ("omero.web.wsgi_workers", "5"), ("omero.web.wsgi_timeout", "60"),
        ("omero.web.wsgi_worker_class", "sync"), ("omero.web.wsgi_worker_connections", "1000"),
        ("omero.web.wsgi_threads", "1"), ("omero.web.static_url", "/static/"),
        ("omero.web.session_cookie_age", "86400"), ("omero.web.page_size", "200"),
        ("omero.web.thumbnails_batch", "50"), ("omero.web.public.enabled", "false"),
        ("omero.web.public.get_only", "true"), ("omero.web.nginx_server_extra_config", "[]"),
        ("omero.web.max_table_download_rows", "10000"),
        ("omero.web.max_table_slice_size", "1000000"),
    ])
    func `defaults are OMERO's`(_ name: String, _ value: String) {
        #expect(SettingsCatalogue.setting(name)?.defaultText == value)
    }

    /// Properties of OMERO.web 5.33, some of 2017, and of applications.
    @Test(arguments: [
        "admins", "admins.email_subject_prefix", "allowed_hosts",
        "base_include_template", "caches", "check_version", "chunk_size",
        "cors_origin_allow_all", "cors_origin_whitelist", "csrf_cookie_httponly",
        "databases", "debug", "django_additional_settings", "email_host",
        "favicon_url", "feedback.comment.enabled", "force_script_name", "html_meta_referrer",
        "index_template", "login.client_downloads_base",
        "login_logo", "login_redirect", "login_view",
        "middleware", "ping_interval", "pipeline_css_compressor",
        "pipeline_staticfile_storage", "plate_download.enabled",
        "public.cache.enabled", "public.password", "public.server_id",
        "redirect_allowed_hosts", "root_application", "search.default_user", "secret_key",
        "secure", "secure_proxy_ssl_header", "send_broken_link_emails", "server_email",
        "server_list", "session_cookie_domain",
        "session_engine", "session_serializer",
        "sharing.opengraph", "show_forgot_password", "system_checks",
        "template_dirs", "time_zone", "top_logo_link", "ui.center_plugins", "ui.top_links",
        "upgrades.url", "use_x_forwarded_host", "user_dropdown", "viewer.initial_zoom_level",
        "webgateway_cache", "x_frame_options", "mapr.config",
        "gallery.category_queries",
    ])
    func `a property of an existing OMERO.web is taken, and said to do nothing`(
        _ name: String
    ) throws {
        try SettingsCatalogue.validate("omero.web." + name, "anything")
        #expect(SettingsCatalogue.note(on: "omero.web." + name) != nil)
    }

    @Test func `properties of other servers are not ours to judge`() throws {
        try SettingsCatalogue.validate("omero.db.host", "localhost")
        #expect(SettingsCatalogue.note(on: "omero.db.host") == nil)
    }

    @Test(arguments: [
        ("omero.web.wsgi_worker", "omero.web.wsgi_workers"),
        ("omero.web.aplication_server.port", "omero.web.application_server.port"),
        ("omero.web.application_server.prot", "omero.web.application_server.port"),
        ("omero.web.prefx", "omero.web.prefix"),
    ])
    func `a mistyped name is refused with the one that was meant`(
        _ name: String,
        _ nearest: String
    ) {
        #expect(throws: SettingsError.unknown(name: name, nearest: nearest)) {
            try SettingsCatalogue.validate(name, "1")
        }
    }

    @Test func `a name like no other is refused without a guess`() {
        #expect(throws: SettingsError.unknown(name: "omero.web.zzzzzzzzzzzzzz", nearest: nil)) {
            try SettingsCatalogue.validate("omero.web.zzzzzzzzzzzzzz", "1")
        }
    }

    @Test func `a group of ours takes no unknown name`() {
        let name = "omero.web.ratelimit.something_else"
        #expect(throws: SettingsError.unknown(name: name, nearest: nil)) {
            try SettingsCatalogue.validate(name, "1")
        }
    }
}
