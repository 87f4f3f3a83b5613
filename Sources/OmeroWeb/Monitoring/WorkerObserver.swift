import HTTP
import Serving
import Telemetry

/// Counts what happens beside the requests, and writes down what should not happen.
struct WorkerObserver: ServingObserver {
    let metrics: WorkerMetrics
    let log: ServerLog

    func observe(_ event: ServingEvent) {
        switch event {
        case .accepted: metrics.countConnection(.accepted)
        case .adopted: metrics.countConnection(.adopted)
        case .handedToAsyncPool: metrics.countConnection(.handedToAsyncPool)
        case .handedToPool: metrics.countConnection(.handedToPool)
        case .handedToSuccessor: metrics.countConnection(.handedToSuccessor)
        case .refused(let status): metrics.countRefused(code: status.rawValue)
        case .timedOut: metrics.countClientFailure(.slow)
        case .broken: metrics.countClientFailure(.left)
        case .failed(let reason): log.write(reason, level: .error)
        }
    }
}
