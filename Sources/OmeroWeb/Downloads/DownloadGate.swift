import HTTP
import Kernel
import Repository
import Settings
import SharedState
import Telemetry
import WebAccess

/// Lets downloads begin within what their users may, and has every byte of them counted.
final class DownloadGate: Sendable {
    private let quotas: DownloadQuotas
    private let queue: LedgerQueue
    private let metrics: WorkerMetrics

    init(
        _ shared: SharedState,
        _ quotas: DownloadQuotas,
        _ metrics: WorkerMetrics,
        _ log: ServerLog
    ) throws {
        self.quotas = quotas
        self.metrics = metrics
        queue = try LedgerQueue(shared.downloads, shared.speed) { event in
            switch event {
            case .answered(let seconds): metrics.countLease(seconds: seconds)
            case .failed(let error):
                metrics.countSharedStateFailure()
                log.write("the ledger of downloads refused: \(error)", level: .error)
            }
        }
    }

    /// The response with what counts it, or a refusal in its place; waits for the ledger.
    func admit(
        _ response: Response,
        to request: Request,
        _ visitor: Visitor,
        _ kind: WorkerMetrics.DownloadKind
    ) throws -> Response {
        guard response.status == .ok || response.status == .partialContent else { return response }
        let limits = try quotas.limits(of: visitor.downloader)
        let length = response.body.byteCount
        if request.method == .head || length == 0 {
            return try telling(response, visitor, limits)
        }
        switch try queue.open(visitor.subject, length: length, limits) {
        case .refused(let refusal): return refuse(refusal, limits)
        case .opened(let stream, let left):
            var response = response.adding(DownloadHeaders.fields(limits, leftBytes: left))
            response.meter = DownloadMeter(stream, kind, metrics)
            return response
        }
    }

    /// Goes on with a download that another process began.
    func resume(_ token: [UInt8], remaining: Int) -> (any BodyMeter)? {
        guard let kind = WorkerMetrics.DownloadKind(token: token),
            let stream = queue.resume(Array(token.dropFirst()), remaining: remaining)
        else { return nil }
        return DownloadMeter(stream, kind, metrics)
    }

    /// Waits until all that was sent is settled.
    func finish() { queue.finish() }

    private func telling(
        _ response: Response,
        _ visitor: Visitor,
        _ limits: DownloadLimits
    ) throws -> Response {
        let report = try quotas.ledger.report(visitor.subject, limits)
        return response.adding(
            DownloadHeaders.fields(
                limits,
                leftBytes: report.leftBytes,
                resetSeconds: report.resetSeconds
            )
        )
    }

    private func refuse(_ refusal: DownloadRefusal, _ limits: DownloadLimits) -> Response {
        let reason: WorkerMetrics.DownloadRefusal =
            switch refusal {
            case .tooLarge: .size
            case .tooManyStreams: .streams
            case .quotaExceeded: .quota
            }
        metrics.countDownloadRefused(reason)
        let type = ResponseField("Content-Type", "application/problem+json")
        let body = DownloadHeaders.problem(refusal, limits)
        return Response(
            Status(rawValue: DownloadHeaders.status(refusal)),
            [type],
            body: .bytes(Array(body.utf8))
        ).adding(DownloadHeaders.fields(refusal, limits))
    }
}

extension DownloadPolicy {
    init(_ settings: SettingsSnapshot) {
        self.init(
            everybody: DownloadLimits(
                bytes: settings[WebSettings.downloadQuota],
                window: QuotaWindow(
                    seconds: settings[WebSettings.downloadQuotaWindow],
                    isSliding: settings[WebSettings.downloadQuotaSliding]
                ),
                streams: settings[WebSettings.downloadStreams],
                bytesPerSecond: settings[WebSettings.downloadSpeed],
                sizeBytes: settings[WebSettings.downloadSize],
                truncates: settings[WebSettings.downloadExcess] == "truncate"
            ),
            exemptsAdministrators: settings[WebSettings.downloadExemptsAdministrators]
        )
    }
}

extension Response {
    fileprivate func adding(_ more: [DownloadHeaders.Field]) -> Response {
        var response = self
        response.fields += more.map { ResponseField($0.name, $0.value) }
        return response
    }
}
