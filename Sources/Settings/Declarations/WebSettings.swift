/// The properties this server obeys; names and defaults as OMERO has them.
package enum WebSettings {
    // Processes.
    package static let applicationServer = Setting.choice(
        "omero.web.application_server",
        of: ["wsgi-tcp"],
        default: "wsgi-tcp",
        "What runs the application; this server is always its own."
    )
    package static let host = Setting.host(
        "omero.web.application_server.host",
        default: "127.0.0.1",
        "Numeric address the worker pools listen on."
    )
    package static let port = Setting.integer(
        "omero.web.application_server.port",
        in: 0...65_535,
        default: 4080,
        "Port of the main pool; the front server proxies to it."
    )
    package static let asyncPort = Setting.integer(
        "omero.web.application_server.async_port",
        in: 0...65_535,
        default: 4081,
        "Port of the asynchronous pool, for downloads."
    )
    package static let maxRequests = Setting.integer(
        "omero.web.application_server.max_requests",
        in: 0...Int.max,
        default: 0,
        "Requests after which a worker is replaced, without losing one; 0 means never."
    )
    package static let maxRequestsJitter = Setting.integer(
        "omero.web.application_server.max_requests_jitter",
        in: 0...Int.max,
        default: 0,
        "Most random requests added to max_requests for each worker; 0 means a tenth of it."
    )
    package static let workers = Setting.integer(
        "omero.web.wsgi_workers",
        in: 1...512,
        default: 5,
        "Workers of the main pool: one for each core, and more where images come from slow disks."
    )
    package static let asyncWorkers = Setting.integer(
        "omero.web.async_workers",
        in: 0...512,
        default: 1,
        "Workers of the asynchronous pool; 0 leaves downloads to the main pool."
    )
    package static let poolCapacity = Setting.integer(
        "omero.web.pool_capacity",
        in: 0...512,
        default: 0,
        "Workers a pool may grow to while it runs; 0 means twice its size, and at least 8."
    )
    package static let threads = Setting.integer(
        "omero.web.wsgi_threads",
        in: 1...256,
        default: 1,
        "Handler threads of a synchronous worker, 2-4 x NUM_CORES at most."
    )
    package static let workerClass = Setting.choice(
        "omero.web.wsgi_worker_class",
        of: ["sync", "gevent"],
        default: "sync",
        "Kind of the main pool's workers; gevent stands for asynchronous ones."
    )
    package static let workerConnections = Setting.integer(
        "omero.web.wsgi_worker_connections",
        in: 1...100_000,
        default: 1000,
        "Connections one worker keeps open."
    )
    package static let workerTimeout = Setting.seconds(
        "omero.web.wsgi_timeout",
        default: 60,
        "A worker that shows no progress for this long is replaced; 0 means never."
    )
    package static let workerArguments = Setting(
        name: "omero.web.wsgi_args",
        defaultText: "",
        accepted: "Gunicorn arguments that have a meaning here: \(GunicornArguments.names)",
        help: "Gunicorn arguments, split at blanks; they overrule the properties."
    ) { text in GunicornArguments(text) }
    package static let backlog = Setting.integer(
        "omero.web.backlog",
        in: 1...65_535,
        default: 2048,
        "Connections the kernel queues for each worker."
    )
    package static let gracefulTimeout = Setting.seconds(
        "omero.web.graceful_timeout",
        default: 30,
        "Time in which a worker that leaves finishes its requests."
    )
    package static let drainTimeout = Setting.seconds(
        "omero.web.drain_timeout",
        default: 3600,
        "The same for an asynchronous worker that is replaced, whose downloads may be long."
    )

    // Connections.
    package static let firstByteTimeout = Setting.seconds(
        "omero.web.first_byte_timeout",
        default: 30,
        "Time a new connection may be silent."
    )
    package static let headTimeout = Setting.seconds(
        "omero.web.head_timeout",
        default: 10,
        "Time for a whole request head."
    )
    package static let keepAliveTimeout = Setting.seconds(
        "omero.web.keepalive_timeout",
        default: 75,
        "Time a connection may be silent between requests."
    )
    package static let keepAliveRequests = Setting.integer(
        "omero.web.keepalive_requests",
        in: 0...Int.max,
        default: 0,
        "Requests on one connection before it is closed; 0 means any number."
    )
    package static let bodyMinimumRate = Setting.integer(
        "omero.web.body_minimum_rate",
        in: 1...1_000_000_000,
        default: 500,
        "Bytes a second at which a body must come at least, in every ten seconds."
    )
    package static let writeStallTimeout = Setting.seconds(
        "omero.web.write_stall_timeout",
        default: 60,
        "Time a client may take no byte of a response."
    )
    package static let requestLineLimit = Setting.bytes(
        "omero.web.limit.request_line",
        default: "16KiB",
        "Longest request line."
    )
    package static let fieldLimit = Setting.bytes(
        "omero.web.limit.field_size",
        default: "16KiB",
        "Longest header field."
    )
    package static let projectionLimit = Setting.bytes(
        "omero.pixeldata.max_projection_bytes",
        default: "268435456",
        "Most bytes of one channel that a projection reads."
    )
    package static let fieldCountLimit = Setting.integer(
        "omero.web.limit.fields",
        in: 1...1000,
        default: 100,
        "Header fields of a request."
    )
    package static let bodyLimit = Setting.bytes(
        "omero.web.limit.body",
        default: "1MiB",
        "Longest body of a request."
    )

    package static let uploadLimit = Setting.bytes(
        "omero.web.limit.upload",
        default: "2GiB",
        "Longest body of a request that brings files."
    )

    // Addresses and pages.
    package static let prefix = Setting(
        name: "omero.web.prefix",
        defaultText: "",
        accepted: "nothing, or a path such as /omero",
        help: "Path under which the application lives."
    ) { text -> String? in
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        return trimmed.isEmpty || PlainPath.isValid(trimmed) ? trimmed : nil
    }
    package static let staticURL = Setting(
        name: "omero.web.static_url",
        defaultText: "/static/",
        accepted: "a path such as /static/",
        help: "Path of static files; a slash is added at the end."
    ) { text -> String? in
        guard PlainPath.isValid(text) else { return nil }
        return text.hasSuffix("/") ? text : text + "/"
    }
    package static let staticRoot = Setting.text(
        "omero.web.static_root",
        default: "",
        "Folder the front server takes static files from; by default var/static."
    )
    package static let nginxExtraConfiguration = Setting.list(
        "omero.web.nginx_server_extra_config",
        "Lines put into the server block of the generated nginx configuration."
    )
    package static let logFolder = Setting.text(
        "omero.web.logdir",
        default: "",
        "Folder of the log files; by default var/log."
    )
    package static let errorLogFile = Setting.text(
        "omero.web.error_logfile",
        default: "",
        "The server's log; by default OMEROweb.log in the folder of the log files."
    )
    package static let accessLogFile = Setting.text(
        "omero.web.access_logfile",
        default: "",
        "A file that gets a line for each request, in the combined format; by default none."
    )
    package static let logLevel = Setting(
        name: "omero.web.log_level",
        defaultText: "info",
        accepted: "debug, info, warning or error, in any case",
        help: "What is worth a line in the server's log; debug writes one for each request."
    ) { text -> LogThreshold? in LogThreshold(rawValue: text.lowercased()) }
    package static let dataFolder = Setting.text(
        "omero.data.dir",
        default: "",
        "Folder of the catalogue and of copied images; by default var/data."
    )
    package static let lookUpTableFolder = Setting.text(
        "omero.web.luts_dir",
        default: "",
        "Folder of look-up tables, read when a worker starts; by default lib/scripts/luts."
    )
    package static let pageSize = Setting.integer(
        "omero.web.page_size",
        in: 1...10_000,
        default: 200,
        "Images on one page."
    )
    package static let thumbnailsBatch = Setting.integer(
        "omero.web.thumbnails_batch",
        in: 1...1000,
        default: 50,
        "Thumbnails in one request."
    )

    // Access.
    package static let publicEnabled = Setting.boolean(
        "omero.web.public.enabled",
        default: false,
        "Whether visitors without a session may look."
    )
    package static let publicUser = Setting.text(
        "omero.web.public.user",
        default: "",
        "Account whose data such visitors see; none shows what was imported for nobody."
    )
    package static let publicFilter = Setting.regularExpression(
        "omero.web.public.url_filter",
        default: "(?#This regular expression matches nothing)a^",
        "Paths visitors without a session may see; the expression is searched in the path."
    )
    package static let publicGetOnly = Setting.boolean(
        "omero.web.public.get_only",
        default: true,
        "Whether such visitors may only ask with GET and HEAD."
    )
    package static let trustedProxies = Setting.hosts(
        "omero.web.trusted_proxies",
        default: #"["127.0.0.1", "::1", "unix"]"#,
        "Numeric addresses of front servers whose X-Forwarded-For names the client."
    )
    package static let sessionCookieName = Setting.cookieName(
        "omero.web.session_cookie_name",
        default: "sessionid",
        "Name of the session cookie."
    )
    package static let sessionCookieAge = Setting.seconds(
        "omero.web.session_cookie_age",
        default: 86_400,
        "Longest life of a session."
    )
    package static let sessionIdleTimeout = Setting.seconds(
        "omero.web.session_idle_timeout",
        default: 1800,
        "Time without a request after which a session ends."
    )
    package static let sessionCookieSecure = Setting.boolean(
        "omero.web.session_cookie_secure",
        default: false,
        "Whether the session cookie is sent by TLS alone, also where no proxy says it speaks TLS."
    )
    package static let csrfCookieSecure = Setting.boolean(
        "omero.web.csrf_cookie_secure",
        default: false,
        "Whether the cookie against forged requests is sent by TLS alone."
    )
    package static let sessionCookieSameSite = Setting.choice(
        "omero.web.session_cookie_samesite",
        of: ["Lax", "Strict", "None"],
        default: "Lax",
        "Whether pages of others may make browsers send the cookies."
    )
    package static let sessionCookiePath = Setting.text(
        "omero.web.session_cookie_path",
        default: "",
        "Path under which the cookies hold; by default the prefix."
    )
    package static let sessionEndsWithBrowser = Setting.boolean(
        "omero.web.session_expire_at_browser_close",
        default: true,
        "Whether the session cookie ends with the browser."
    )
    package static let csrfTrustedOrigins = Setting.list(
        "omero.web.csrf_trusted_origins",
        "Origins whose pages may change data, such as https://viewer.example.org."
    )
    package static let incorrectCredentialsText = Setting.text(
        "omero.web.login_incorrect_credentials_text",
        default: "Connection not available, please check your user name and password.",
        "What is said to whoever gives a wrong user name or password."
    )

    // The JSON API.
    package static let apiListLimit = Setting.integer(
        "omero.web.api.limit",
        in: 0...10_000,
        default: 200,
        "Objects in a list of the JSON API whose length nobody asked for."
    )
    package static let apiListMax = Setting.integer(
        "omero.web.api.max_limit",
        in: 1...10_000,
        default: 500,
        "Longest list of the JSON API."
    )
    package static let apiLinkRoot = Setting.text(
        "omero.web.api.absolute_url",
        default: "",
        "Scheme and host of links in the JSON API; by default those of each request."
    )

    // Limits, caches, metrics.
    package static let renderingLimit = Setting.rateLimit(
        "omero.web.ratelimit.rendering",
        "Rendered pictures per user, session or address."
    )
    package static let apiLimit = Setting.rateLimit(
        "omero.web.ratelimit.api",
        "Data requests per user, session or address."
    )
    package static let downloadLimit = Setting.rateLimit(
        "omero.web.ratelimit.download",
        "Downloads started per user, session or address."
    )
    package static let loginLimit = Setting.rateLimit(
        "omero.web.ratelimit.login",
        "Logins tried per address."
    )
    package static let thumbnailCacheSize = Setting.bytes(
        "omero.web.thumbnail_cache.size",
        default: "512MiB",
        "Rendered thumbnails kept on disk; 0 keeps none."
    )
    package static let volatileSize = Setting.bytes(
        "omero.web.shared.volatile_size",
        default: "32MiB",
        "Shared memory for limits and metrics."
    )
    package static let durableSize = Setting.bytes(
        "omero.web.shared.durable_size",
        default: "256MiB",
        "Largest size of the session store."
    )
    package static let volatileFolder = Setting.text(
        "omero.web.shared.volatile_dir",
        default: "",
        "Folder in memory for limits and metrics; by default one under /dev/shm."
    )
    package static let metricsAddress = Setting.address(
        "omero.web.metrics.address",
        default: "127.0.0.1:4082",
        "Where /metrics, /healthz and /status are answered; off answers nowhere."
    )

    package static let obeyed: [any AnySetting] =
        [
            applicationServer, host, port, asyncPort, maxRequests, maxRequestsJitter, workers,
            asyncWorkers, poolCapacity, threads, workerClass, workerConnections, workerTimeout,
            workerArguments, backlog, gracefulTimeout, drainTimeout, firstByteTimeout, headTimeout,
            keepAliveTimeout, keepAliveRequests, bodyMinimumRate, writeStallTimeout,
            requestLineLimit,
            fieldLimit, fieldCountLimit, bodyLimit, uploadLimit, prefix, staticURL, staticRoot,
            nginxExtraConfiguration, logFolder, errorLogFile, accessLogFile, logLevel, dataFolder,
            lookUpTableFolder, projectionLimit, pageSize, thumbnailsBatch, publicEnabled,
            publicFilter, publicGetOnly, publicUser, trustedProxies, sessionCookieName,
            sessionCookieAge,
            sessionIdleTimeout, sessionCookieSecure, csrfCookieSecure, sessionCookieSameSite,
            sessionCookiePath, sessionEndsWithBrowser, csrfTrustedOrigins, incorrectCredentialsText,
            apiListLimit, apiListMax, apiLinkRoot, renderingLimit, apiLimit,
            downloadLimit, loginLimit, thumbnailCacheSize, volatileSize, durableSize,
            volatileFolder,
            metricsAddress,
        ] + downloads + originals + viewers + browsing
}
