/// Every property this server knows, and what it says of those it does not.
package enum SettingsCatalogue {
    package static let all: [any AnySetting] = (WebSettings.obeyed + WebSettings.mail).sorted {
        $0.name < $1.name
    }

    /// Properties of OMERO.web that an existing configuration may have, and that do nothing.
    package static let withoutEffect: [String: String] = [
        "omero.mail.password": "the relay is asked without a password",
        "omero.mail.username": "the relay is asked without a password",
        "omero.web.admins": "errors go to the log and to the metrics",
        "omero.web.allowed_hosts": "the front server decides which hosts are served",
        "omero.web.admins.email_subject_prefix": "errors go to the log and to the metrics",
        "omero.web.cache_backend": "the cache is built in",
        "omero.web.caches": "sessions and caches are built in",
        "omero.web.check_version": "there is no second server whose version could differ",
        "omero.web.chunk_size": "downloads go from the file to the socket in the kernel",
        "omero.web.databases": "sessions are built in",
        "omero.web.debug": "pages never show the inside of the server",
        "omero.web.django_additional_settings": "there is no Django here",
        "omero.web.email_host": "omero.mail.host took its place in OMERO",
        "omero.web.email_host_password": "the relay is asked without a password",
        "omero.web.email_host_user": "the relay is asked without a password",
        "omero.web.email_port": "omero.mail.port took its place in OMERO",
        "omero.web.email_subject_prefix": "errors go to the log and to the metrics",
        "omero.web.email_use_tls": "a relay on this machine encrypts mail",
        "omero.web.force_script_name": "set omero.web.prefix in its place",
        "omero.web.middleware": "there is no Django here",
        "omero.web.pipeline_css_compressor": "static files are part of the program",
        "omero.web.pipeline_js_compressor": "static files are part of the program",
        "omero.web.pipeline_staticfile_storage": "static files are part of the program",
        "omero.web.public.password": "the account of the public is known by its name alone",
        "omero.web.public.server_id": "there is one server: this one",
        "omero.web.plate_download.enabled": "omero.policy.binary_access took its place in OMERO",
        "omero.web.send_broken_link_emails": "no mail is sent",
        "omero.web.server_email": "omero.mail.from took its place in OMERO",
        "omero.web.secret_key": "keys are made and kept by the server",
        "omero.web.secure": "there is no second server to speak to",
        "omero.web.server_list": "there is one server: this one",
        "omero.web.session_engine": "sessions are built in",
        "omero.web.session_serializer": "sessions are built in",
        "omero.web.template_dirs": "pages are part of the program",
        "omero.web.time_zone": "times are universal",
        "omero.web.use_x_forwarded_host": "redirects are relative to the host that was asked",
        "omero.web.webgateway_cache": "set omero.web.thumbnail_cache.size in its place",
    ]

    package static func setting(_ name: String) -> (any AnySetting)? {
        all.first { $0.name == name }
    }

    /// Refuses unknown names of ours and texts a setting does not take; others pass.
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
        } else if name.hasPrefix("omero.web."), note(on: name) == nil {
            throw .unknown(name: name, nearest: nearest(to: name))
        }
    }

    /// Why a property that is taken does nothing here; nil for one that is obeyed or unknown.
    package static func note(on name: String) -> String? {
        if setting(name) != nil { return nil }
        if let reason = withoutEffect[name] { return reason }
        if ApplicationSettings.include(name) { return "it concerns pages that are not here" }
        return ApplicationSettings.mayInclude(name) && nearest(to: name) == nil
            ? "it concerns an application that is not here" : nil
    }

    /// The known name that differs in the fewest letters, when they are few.
    static func nearest(to name: String) -> String? {
        NearestName.of(name, among: all.map(\.name), distanceMax: 5)
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
            "\(name): the argument \(argument) has no meaning here; "
                + "known are \(GunicornArguments.names)"
        }
    }
}
