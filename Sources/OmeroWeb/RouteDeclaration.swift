import HTTP
import Telemetry

/// One line of the table: a form of path, what answers it, and how it is treated.
struct RouteDeclaration: Sendable {
    enum Pool: Sendable {
        case any
        /// Long answers: the connection moves to the asynchronous pool.
        case async
    }

    enum Access: Sendable {
        /// Visitors with a session, and the public where that is on.
        case visitors
        case everybody
    }

    let pattern: RoutePattern
    let endpoint: EndpointName
    let kind: RequestClass
    /// What it answers, HEAD with GET; all others are 405.
    let methods: [Method]
    let pool: Pool
    let access: Access

    /// Whether its requests may bring files that are too large for memory.
    let takesFiles: Bool

    /// What it counts as among the downloads; nil for what is none.
    let download: WorkerMetrics.DownloadKind?

    /// Whether its POST changes nothing, so that the public may ask by it whatever else it may not.
    let readsByPost: Bool

    init(
        _ pattern: String,
        _ endpoint: EndpointName,
        _ kind: RequestClass,
        _ methods: [Method] = [.get],
        pool: Pool = .any,
        access: Access = .visitors,
        download: WorkerMetrics.DownloadKind? = nil,
        takesFiles: Bool = false,
        readsByPost: Bool = false
    ) {
        self.takesFiles = takesFiles
        self.pattern = RoutePattern(pattern)
        self.endpoint = endpoint
        self.kind = kind
        self.methods = methods
        self.pool = pool
        self.access = access
        self.download = download
        self.readsByPost = readsByPost
    }
}
