package import HTTP

/// Which kind of pool a worker belongs to.
package enum WorkerKind: String, Sendable, CaseIterable {
    /// A loop thread and handler threads that write with blocking calls.
    case sync
    /// One loop that writes to many slow clients at once, and helper threads for handlers.
    case async
}

/// Limits and times of one worker; every one has a setting.
package struct ServingConfiguration: Sendable {
    package var kind: WorkerKind = .sync
    /// Threads that run handlers.
    package var threads = 1
    /// Connections one worker keeps open.
    package var connectionsMax = 1000
    /// Requests after which the worker asks to be replaced; 0 means never.
    package var requestsMax = 0
    /// Requests answered on one connection before it is closed; 0 means any number.
    package var requestsPerConnectionMax = 0
    package var requestLimits = RequestLimits()
    /// Where bodies lie while they come in that are too large for memory.
    package var uploadFolder = ""
    /// Such bodies that come in at once.
    package var uploadsMax = 8
    /// Time from accepting a connection to its first byte.
    package var firstByteTimeoutSeconds = 30.0
    /// Time from the first byte of a request to the end of its head.
    package var headTimeoutSeconds = 10.0
    /// Slowest rate at which a body may arrive, on the average between two looks at it.
    package var bodyMinimumBytesPerSecond = 500.0
    /// Time between two looks at how much of a body came.
    package var bodyLookSeconds = 10.0
    /// Time a connection may be silent between requests.
    package var keepAliveTimeoutSeconds = 75.0
    /// Time a client may take no byte of a response.
    package var writeStallTimeoutSeconds = 60.0
    /// Time to wait for the client's own close after an error answer.
    package var lingerTimeoutSeconds = 2.0
    /// Bytes thrown away while waiting for the client's close.
    package var lingerBytesMax = 256 * 1024
    /// Age of a request at which the worker no longer calls itself alive; 0 means any age.
    package var handlerTimeoutSeconds = 60.0

    package init() {}
}
