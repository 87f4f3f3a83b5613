import Kernel

extension LedgerQueue {
    /// What became of the wish to begin a download.
    package enum Opening: Sendable {
        /// With what is left of the quota now; nil where nothing limits.
        case opened(DownloadStream, leftBytes: Int?)
        case refused(DownloadRefusal)
    }

    /// Begins a stream and reserves its first bytes; waits for the disk, so never on a loop.
    ///
    /// - Parameter length: bytes of the body; nil when only its end will tell.
    package func open(
        _ subject: RateLimitSubject,
        length: Int?,
        _ limits: DownloadLimits
    ) throws -> Opening {
        let key = StreamKey(of: subject)
        let owner = owner
        let answers = WaitingQueue<Result<DownloadLedger.Opening, any Error>>()
        change({ try $0.open(key, owner, length: length, limits, $1) }, { answers.add($0) })
        switch try answers.take().get() {
        case .refused(let refusal): return .refused(refusal)
        case .opened(let granted, let left):
            let stream = DownloadStream(
                key,
                granted: granted,
                remaining: length,
                limits,
                self
            )
            return .opened(stream, leftBytes: left)
        }
    }

    /// Goes on with a stream that another process paused; nil for a token of another version.
    ///
    /// - Parameter remaining: bytes of the body that are not sent.
    package func resume(_ token: [UInt8], remaining: Int) -> DownloadStream? {
        guard let (key, limits) = DownloadToken.read(token) else { return nil }
        return DownloadStream(key, granted: 0, remaining: remaining, limits, self)
    }
}

/// What travels with a stream from process to process: its key and its limits.
enum DownloadToken {
    private static let version: UInt8 = 1

    static func write(_ stream: DownloadStream) -> [UInt8] {
        var writer = ByteWriter(bytes: [version])
        let limits = stream.limits
        let numbers = [
            limits.window.seconds, limits.window.isSliding ? 1 : 0, limits.truncates ? 1 : 0,
            limits.bytes ?? -1, limits.streams ?? -1, limits.bytesPerSecond ?? -1,
            limits.sizeBytes ?? -1,
        ]
        for number in numbers { writer.add(Int64(number)) }
        return writer.bytes + stream.key.bytes
    }

    static func read(_ bytes: [UInt8]) -> (StreamKey, DownloadLimits)? {
        var reader = ByteReader(bytes, from: 1)
        guard bytes.first == version, let seconds = reader.signed(),
            let slides = reader.signed(), let truncates = reader.signed(),
            let quota = reader.signed(), let streams = reader.signed(),
            let rate = reader.signed(), let size = reader.signed(),
            let key = StreamKey(Array(bytes.dropFirst(1 + 7 * 8)))
        else { return nil }
        func limit(_ number: Int64) -> Int? { number < 0 ? nil : Int(number) }
        let limits = DownloadLimits(
            bytes: limit(quota),
            window: QuotaWindow(seconds: Int(seconds), isSliding: slides == 1),
            streams: limit(streams),
            bytesPerSecond: limit(rate),
            sizeBytes: limit(size),
            truncates: truncates == 1
        )
        return (key, limits)
    }
}

extension DownloadStream {
    /// By which another process goes on, once the stream is paused.
    package var token: [UInt8] { DownloadToken.write(self) }
}
