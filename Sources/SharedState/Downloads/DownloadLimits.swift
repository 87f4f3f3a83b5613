/// What one user may download; nil means that there is no limit of the kind.
package struct DownloadLimits: Sendable, Equatable {
    /// Bytes in one window.
    package var bytes: Int?
    package var window: QuotaWindow
    /// Downloads at the same time, over all workers.
    package var streams: Int?
    /// Of all downloads of the user together.
    package var bytesPerSecond: Int?
    /// Bytes of a single download.
    package var sizeBytes: Int?
    /// A download that is larger than what is left is begun all the same, and ends at the last byte.
    package var truncates: Bool

    package static let none = DownloadLimits(window: QuotaWindow(seconds: 86_400, isSliding: false))

    package init(
        bytes: Int? = nil,
        window: QuotaWindow,
        streams: Int? = nil,
        bytesPerSecond: Int? = nil,
        sizeBytes: Int? = nil,
        truncates: Bool = false
    ) {
        self.bytes = bytes
        self.window = window
        self.streams = streams
        self.bytesPerSecond = bytesPerSecond
        self.sizeBytes = sizeBytes
        self.truncates = truncates
    }
}

/// Why a download does not begin.
package enum DownloadRefusal: Sendable, Equatable {
    /// It is larger than a single download may be.
    case tooLarge(sizeBytes: Int, limitBytes: Int)
    /// So many run already.
    case tooManyStreams(limit: Int)
    /// Less is left of the quota; nil when it is larger than the whole quota.
    case quotaExceeded(leftBytes: Int, retryAfterSeconds: Int?)
}
