import HTTP
import Kernel
import SharedState
import Telemetry

/// Counts one download against its user's quota and speed, and for the metrics.
final class DownloadMeter: BodyMeter {
    private let stream: DownloadStream
    private let kind: WorkerMetrics.DownloadKind
    private let metrics: WorkerMetrics

    init(_ stream: DownloadStream, _ kind: WorkerMetrics.DownloadKind, _ metrics: WorkerMetrics) {
        self.stream = stream
        self.kind = kind
        self.metrics = metrics
    }

    func allowance(_ wanted: Int) -> BodyAllowance? {
        let now = MonotonicTime.now()
        return switch stream.grantAtOnce(wanted, at: now) {
        case .bytes(let count): .bytes(count)
        case .later(let moment): .later(seconds: moment.seconds(since: now))
        case .ended: .ended
        case nil: nil
        }
    }

    func ask(_ answer: @escaping @Sendable () -> Void) { stream.ask(answer) }

    func sent(_ count: Int) {
        stream.sent(count)
        metrics.countDownloaded(kind, bytes: count)
    }

    func end() { stream.end() }

    /// The token begins with the kind, which the ledger does not know.
    func pause(_ answer: @escaping @Sendable ([UInt8]?) -> Void) {
        let token = [UInt8(truncatingIfNeeded: kind.index)] + stream.token
        stream.pause { isKept in answer(isKept ? token : nil) }
    }
}

extension WorkerMetrics.DownloadKind {
    fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The kind that a token begins with.
    init?(token: [UInt8]) {
        guard let first = token.first.map(Int.init), first < Self.allCases.count else { return nil }
        self = Self.allCases[first]
    }
}
