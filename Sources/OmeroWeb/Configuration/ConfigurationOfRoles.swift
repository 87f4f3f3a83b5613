import HTTP
import Kernel
import Serving
import Settings
import SharedState
import Supervision
import WebAPI
import WebAccess
import WebGateway

// Each module is told what it needs in its own words; no module below knows a setting's name.

extension MasterConfiguration {
    init(_ settings: SettingsSnapshot) throws {
        self.init(pools: try PoolLayout(settings).pools)
        gracefulTimeoutSeconds = settings[WebSettings.gracefulTimeout]
        drainTimeoutSeconds = settings[WebSettings.drainTimeout]
        workerTimeoutSeconds = settings[WebSettings.workerTimeout]
    }
}

/// Which pools there are, of which kind, and where they listen.
struct PoolLayout {
    /// The pool of the main port is named for its kind; the second one exists beside a sync pool.
    let pools: [PoolConfiguration]

    init(_ settings: SettingsSnapshot) throws {
        let mainKind: WorkerKind =
            settings[WebSettings.workerClass] == "sync" ? .sync : .async
        var pools = [
            try Self.pool(mainKind, WebSettings.workers, WebSettings.port, settings)
        ]
        if mainKind == .sync, settings[WebSettings.asyncWorkers] > 0 {
            pools.append(
                try Self.pool(.async, WebSettings.asyncWorkers, WebSettings.asyncPort, settings)
            )
        }
        self.pools = pools
    }

    private static func pool(
        _ kind: WorkerKind,
        _ size: Setting<Int>,
        _ port: Setting<Int>,
        _ settings: SettingsSnapshot
    ) throws -> PoolConfiguration {
        let count = settings[size]
        let capacity = settings[WebSettings.poolCapacity]
        return PoolConfiguration(
            name: kind.rawValue,
            size: count,
            capacity: capacity > 0 ? capacity : max(8, 2 * count),
            address: try SocketAddress(
                host: settings[WebSettings.host],
                port: UInt16(settings[port])
            ),
            backlog: settings[WebSettings.backlog]
        )
    }
}

extension ServingConfiguration {
    init(_ settings: SettingsSnapshot, _ instance: Instance, kind: WorkerKind) {
        self.init()
        self.kind = kind
        threads = settings[WebSettings.threads]
        // Handlers of an asynchronous worker wait for the disk; one thread would queue them.
        if kind == .async { threads = max(threads, 4) }
        connectionsMax = settings[WebSettings.workerConnections]
        requestsPerConnectionMax = settings[WebSettings.keepAliveRequests]
        firstByteTimeoutSeconds = settings[WebSettings.firstByteTimeout]
        headTimeoutSeconds = settings[WebSettings.headTimeout]
        keepAliveTimeoutSeconds = settings[WebSettings.keepAliveTimeout]
        bodyMinimumBytesPerSecond = Double(settings[WebSettings.bodyMinimumRate])
        writeStallTimeoutSeconds = settings[WebSettings.writeStallTimeout]
        handlerTimeoutSeconds = settings[WebSettings.workerTimeout]
        requestLimits.requestLineBytes = settings[WebSettings.requestLineLimit]
        requestLimits.fieldLineBytes = settings[WebSettings.fieldLimit]
        requestLimits.fieldCount = settings[WebSettings.fieldCountLimit]
        requestLimits.bodyBytes = settings[WebSettings.bodyLimit]
        uploadFolder = instance.uploadFolder(settings)
        requestLimits.uploads = Routes.uploads(settings)
        requestsMax = Self.requestsMax(settings)
    }

    /// Each worker has a limit of its own, so that a pool's workers do not all leave at once.
    private static func requestsMax(_ settings: SettingsSnapshot) -> Int {
        let limit = settings[WebSettings.maxRequests]
        guard limit > 0 else { return 0 }
        let jitter = settings[WebSettings.maxRequestsJitter]
        let most = jitter > 0 ? jitter : limit / 10
        return limit + Int.random(in: 0...max(0, min(most, Int.max - limit)))
    }
}

extension Routes {
    /// The paths that take large files, with the most bytes each takes.
    static func uploads(_ settings: SettingsSnapshot) -> [String: Int] {
        let paths = all.filter(\.takesFiles).map {
            settings[WebSettings.prefix] + $0.pattern.literalPrefix
        }
        let limit = settings[WebSettings.uploadLimit]
        return Dictionary(paths.map { ($0, limit) }) { first, _ in first }
    }
}

extension SharedStateConfiguration {
    init(_ settings: SettingsSnapshot, _ instance: Instance) {
        self.init(
            volatileFolder: instance.volatileFolder(settings),
            durableFolder: instance.varFolder + "/shared",
            cacheFolder: instance.varFolder + "/cache"
        )
        volatileBytes = settings[WebSettings.volatileSize]
        durableBytes = settings[WebSettings.durableSize]
        cacheBytes = settings[WebSettings.thumbnailCacheSize]
        sessionIdleSeconds = settings[WebSettings.sessionIdleTimeout]
        sessionAgeSeconds = settings[WebSettings.sessionCookieAge]
        policies = RequestClass.policies(settings)
    }
}

extension CookieRules {
    init(_ settings: SettingsSnapshot) {
        let prefix = settings[WebSettings.prefix]
        let path = settings[WebSettings.sessionCookiePath]
        self.init(
            sessionName: settings[WebSettings.sessionCookieName],
            isSessionSecure: settings[WebSettings.sessionCookieSecure],
            isCSRFSecure: settings[WebSettings.csrfCookieSecure],
            sameSite: settings[WebSettings.sessionCookieSameSite],
            path: path.isEmpty ? (prefix.isEmpty ? "/" : prefix) : path,
            sessionAgeSeconds: settings[WebSettings.sessionEndsWithBrowser]
                ? nil : Int(settings[WebSettings.sessionCookieAge])
        )
    }
}

extension GatewayLimits {
    init(_ settings: SettingsSnapshot) {
        self.init()
        projectionBytes = settings[WebSettings.projectionLimit]
        thumbnailsBatch = settings[WebSettings.thumbnailsBatch]
        multifileBytes = settings[WebSettings.multifileLimit]
        downloadAsPixels = settings[WebSettings.downloadAsLimit]
        tableRows = settings[WebSettings.tableRowsLimit]
        tableCells = settings[WebSettings.tableCellsLimit]
    }
}

extension APILimits {
    init(_ settings: SettingsSnapshot) {
        self.init(prefix: settings[WebSettings.prefix])
        listDefault = settings[WebSettings.apiListLimit]
        listMax = settings[WebSettings.apiListMax]
        let root = settings[WebSettings.apiLinkRoot]
        linkRoot = root.isEmpty ? nil : root
    }
}
