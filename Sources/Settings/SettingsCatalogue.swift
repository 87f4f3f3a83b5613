/// Every property this server knows, and what it says of those it does not.
package enum SettingsCatalogue {
    package static let all: [any AnySetting] = WebSettings.obeyed.sorted { $0.name < $1.name }

    /// Properties of OMERO.web that are taken, so that an existing configuration loads, and do nothing.
    package static let withoutEffect: [String: String] = [
        "omero.web.admins": "errors go to the log and to the metrics",
        "omero.web.allowed_hosts": "the front server decides which hosts are served",
        "omero.web.apps": "the viewers are part of the server",
        "omero.web.cache_backend": "the cache is built in",
        "omero.web.caches": "sessions and caches are built in",
        "omero.web.check_version": "there is no second server whose version could differ",
        "omero.web.chunk_size": "downloads go from the file to the socket in the kernel",
        "omero.web.csrf_trusted_origins": "pages that change data come later",
        "omero.web.databases": "sessions are built in",
        "omero.web.debug": "pages never show the inside of the server",
        "omero.web.django_additional_settings": "there is no Django here",
        "omero.web.middleware": "there is no Django here",
        "omero.web.pipeline_css_compressor": "static files are part of the program",
        "omero.web.pipeline_js_compressor": "static files are part of the program",
        "omero.web.pipeline_staticfile_storage": "static files are part of the program",
        "omero.web.secret_key": "keys are made and kept by the server",
        "omero.web.secure": "there is no second server to speak to",
        "omero.web.server_list": "there is one server: this one",
        "omero.web.session_engine": "sessions are built in",
        "omero.web.session_serializer": "sessions are built in",
        "omero.web.staticfile_dirs": "static files are part of the program",
        "omero.web.template_dirs": "pages are part of the program",
        "omero.web.time_zone": "times are universal",
        "omero.web.use_x_forwarded_host": "redirects are relative to the host that was asked",
        "omero.web.viewer.view": "the viewer is part of the server",
        "omero.web.public.server_id": "there is one server: this one",
        "omero.web.public.user": "visitors without a session need no account",
        "omero.web.public.password": "visitors without a session need no account",
    ]

    package static func setting(_ name: String) -> (any AnySetting)? {
        all.first { $0.name == name }
    }

    /// Refuses unknown names of ours and texts a setting does not take; names of others are let through.
    package static func validate(_ name: String, _ text: String) throws(SettingsError) {
        if let setting = setting(name) {
            do throws(InvalidSetting) {
                try setting.validate(text)
            } catch {
                if name == WebSettings.workerArguments.name,
                    let argument = GunicornArguments.firstRefused(in: text)
                {
                    throw .refusedArgument(name: name, argument: argument)
                }
                throw .invalid(error)
            }
        } else if name.hasPrefix("omero.web."), withoutEffect[name] == nil,
            !belongsToAnApplication(name)
        {
            throw .unknown(name: name, nearest: nearest(to: name))
        }
    }

    /// Groups of OMERO.web's properties that concern pages which read them when they exist.
    private static func belongsToAnApplication(_ name: String) -> Bool {
        let groups = [
            "omero.web.iviewer.", "omero.web.figure.", "omero.web.ui.", "omero.web.login",
            "omero.web.viewer.", "omero.web.sharing.", "omero.web.feedback.", "omero.web.search.",
            "omero.web.session_", "omero.web.csrf_", "omero.web.cors_", "omero.web.top_logo",
            "omero.web.api.", "omero.web.public.cache.", "omero.web.open_with",
            "omero.web.maximum_multifile_download_size", "omero.web.max_table", "omero.web.ping_interval",
            "omero.web.index_template", "omero.web.base_include_template", "omero.web.favicon_url",
            "omero.web.html_meta_referrer", "omero.web.x_frame_options", "omero.web.plate_layout",
            "omero.web.root_application", "omero.web.redirect_allowed_hosts",
            "omero.web.show_forgot_password", "omero.web.user_dropdown", "omero.web.upgrades.url",
            "omero.web.system_checks", "omero.web.secure_proxy_ssl_header",
        ]
        return groups.contains { name.hasPrefix($0) }
    }

    /// The known name that differs in the fewest letters, when they are few.
    static func nearest(to name: String) -> String? {
        let ranked = all.map { ($0.name, distance(Array(name.utf8), Array($0.name.utf8))) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= 5 else { return nil }
        return best.0
    }

    /// Insertions, deletions and replacements between two texts (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let cost = diagonal + (byte == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(cost, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[right.count]
    }
}

/// Why a property is refused.
package enum SettingsError: Error, Equatable, CustomStringConvertible {
    case invalid(InvalidSetting)
    case unknown(name: String, nearest: String?)
    case refusedArgument(name: String, argument: String)

    package var description: String {
        switch self {
        case .invalid(let invalid): invalid.description
        case .unknown(let name, let nearest):
            "\(name): there is no such property"
                + (nearest.map { "; did you mean \($0)?" } ?? "")
        case .refusedArgument(let name, let argument):
            "\(name): the argument \(argument) has no meaning here; known are \(GunicornArguments.names)"
        }
    }
}
