import HTTP
package import Settings

/// The configuration of a front nginx, made from the route table and the settings.
package struct NginxConfiguration {
    package enum Kind: String, CaseIterable, Sendable {
        /// A server for inclusion into a system's nginx.
        case nginx
        /// Only the locations, for inclusion into a server block written by hand.
        case nginxLocation = "nginx-location"
        /// A whole configuration that runs without rights on the system.
        case nginxDevelopment = "nginx-development"
    }

    private let kind: Kind
    private let settings: SettingsSnapshot
    private let instance: Instance
    private let httpPort: Int
    private let serverName: String
    private let maxBodySize: String

    /// Idle connections each worker of nginx keeps to each pool.
    private static let keptConnections = 64

    package init(
        kind: Kind,
        settings: SettingsSnapshot,
        instance: Instance,
        httpPort: Int,
        serverName: String,
        maxBodySize: String
    ) {
        self.kind = kind
        self.settings = settings
        self.instance = instance
        self.httpPort = httpPort
        self.serverName = serverName
        self.maxBodySize = maxBodySize
    }

    package var text: String {
        let body =
            switch kind {
            case .nginx: upstreams + server
            case .nginxLocation: locations(indentedBy: 0)
            case .nginxDevelopment: development
            }
        return Self.introduction(kind) + body
    }

    private static func introduction(_ kind: Kind) -> String {
        let use =
            kind == .nginxLocation
            ? "# Include it in the server block of your own nginx configuration.\n" : ""
        return
            "# Made by: omero web config \(kind.rawValue)\n# Make it again after changing settings.\n"
            + use + "\n"
    }

    /// Prefix without a slash at the end; empty when the application lives at the root.
    private var prefix: String { settings[WebSettings.prefix] }

    /// `_omero` for the prefix `/omero`, so that several instances share one nginx.
    private var nameSuffix: String {
        let words = prefix.filter { $0.isLetter || $0.isNumber || $0 == "_" }
        return words.isEmpty ? "" : "_" + words
    }

    private var hasAsyncPool: Bool {
        settings[WebSettings.workerClass] == "sync" && settings[WebSettings.asyncWorkers] > 0
    }

    private func address(_ port: Setting<Int>) -> String {
        let host = settings[WebSettings.host]
        return (host.contains(":") ? "[\(host)]" : host) + ":\(settings[port])"
    }

    private func target(isAsync: Bool) -> String {
        let isAsync = isAsync && hasAsyncPool
        guard kind != .nginxLocation else {
            return "http://" + address(isAsync ? WebSettings.asyncPort : WebSettings.port)
        }
        return "http://omeroweb" + nameSuffix + (isAsync ? "_async" : "")
    }

    /// A path as one word of the configuration's language.
    private static func quoted(_ path: String) -> String {
        let escaped = path.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
        return "\"\(escaped)\""
    }

    private var upstreams: String {
        var text = upstream("omeroweb" + nameSuffix, WebSettings.port)
        if hasAsyncPool {
            text += upstream("omeroweb" + nameSuffix + "_async", WebSettings.asyncPort)
        }
        return text
    }

    private func upstream(_ name: String, _ port: Setting<Int>) -> String {
        """
        upstream \(name) {
            server \(address(port)) fail_timeout=0;
            keepalive \(Self.keptConnections);
        }


        """
    }

    private var server: String {
        """
        server {
            listen \(httpPort);
            server_name \(serverName);
            sendfile on;
            client_max_body_size \(maxBodySize);
        \(extraLines)
        \(locations(indentedBy: 4))}

        """
    }

    private var extraLines: String {
        let lines = settings[WebSettings.nginxExtraConfiguration]
        guard !lines.isEmpty else { return "" }
        let name = WebSettings.nginxExtraConfiguration.name
        return "    # <<<<< \(name)\n" + lines.map { "    \($0)\n" }.joined()
            + "    # \(name) >>>>>\n"
    }

    private func locations(indentedBy width: Int) -> String {
        let blocks = [maintenance, staticFiles] + streams + uploads + [application]
        let margin = String(repeating: " ", count: width)
        return blocks.joined(separator: "\n").split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
    }

    private var maintenance: String {
        """
        # Shown while the application does not answer.
        location @maintenance\(nameSuffix) {
            root \(Self.quoted(instance.staticFolder(settings)));
            try_files /webclient/maintenance.html =502;
        }

        """
    }

    private var staticFiles: String {
        """
        location \(settings[WebSettings.staticURL]) {
            alias \(Self.quoted(instance.staticFolder(settings) + "/"));
        }

        """
    }

    /// Long answers pass through unbuffered, from the pool that is made for them.
    private var streams: [String] {
        let prefixes = Routes.all.filter { $0.pool == .async }.map(\.pattern.literalPrefix)
        return Set(prefixes).sorted().map { path in
            location(prefix + path, isAsync: true, more: "    proxy_buffering off;\n")
        }
    }

    /// Files are checked before they come, so they are not collected in front.
    private var uploads: [String] {
        Routes.uploads(settings).sorted { $0.key < $1.key }.map { path, bytes in
            location(
                path,
                isAsync: false,
                more: "    client_max_body_size \(bytes);\n    proxy_request_buffering off;\n"
            )
        }
    }

    private var application: String { location(prefix + "/", isAsync: false, more: "") }

    private func location(_ path: String, isAsync: Bool, more: String) -> String {
        """
        location \(path) {
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header Connection "";
            proxy_http_version 1.1;
            proxy_redirect off;
        \(more)    proxy_pass \(target(isAsync: isAsync));
            error_page 502 @maintenance\(nameSuffix);
        }

        """
    }

    private var development: String {
        let folder = instance.varFolder
        let http = (upstreams + server).split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
        return """
            pid \(Self.quoted(folder + "/pid.nginx"));
            error_log \(Self.quoted(folder + "/log/nginx_error.log"));
            worker_processes auto;

            events {
                worker_connections 1024;
            }

            http {
                access_log \(Self.quoted(folder + "/log/nginx_access.log"));
                client_body_temp_path \(Self.quoted(folder + "/nginx_tmp"));
                proxy_temp_path \(Self.quoted(folder + "/nginx_tmp"));
                fastcgi_temp_path \(Self.quoted(folder + "/nginx_tmp"));
                uwsgi_temp_path \(Self.quoted(folder + "/nginx_tmp"));
                scgi_temp_path \(Self.quoted(folder + "/nginx_tmp"));
                keepalive_timeout 65;
                default_type application/octet-stream;
                types {
                    text/html html;
                    text/css css;
                    text/javascript js;
                    application/json json;
                    image/jpeg jpg jpeg;
                    image/png png;
                    image/x-icon ico;
                }

            \(http)}

            """
    }
}
