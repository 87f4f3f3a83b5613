import Telemetry

extension EndpointName {
    /// What its answers count as when its routes are downloads.
    var downloadKind: WorkerMetrics.DownloadKind {
        .original
    }
}
