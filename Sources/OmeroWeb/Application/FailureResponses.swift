import HTTP
import JSON
import Kernel
import Rendering
import Repository
import SharedState
import Telemetry

/// Turns everything that endpoints throw into responses; no other file does.
struct FailureResponses: Sendable {
    private let metrics: WorkerMetrics
    private let log: ServerLog

    init(_ metrics: WorkerMetrics, _ log: ServerLog) {
        self.metrics = metrics
        self.log = log
    }

    func response(to error: any Error, _ request: Request) -> Response {
        switch error {
        case let refusal as Refusal: return response(refusal, request)
        case let error as RegionError: return response(Refusal(error), request)
        case let error as RenderingError: return response(Refusal(error), request)
        case let error as RepositoryError: return unreadable(error, request)
        case let error as QueryError: return response(Refusal(.badRequest, "\(error)"), request)
        case is any SharedStateFailure:
            metrics.countSharedStateFailure()
            log.write("\(request.target.path): \(error)", level: .error)
            let retry = ResponseField("Retry-After", "1")
            return Response(.serviceUnavailable, [retry], text: "The server is busy, try again\n")
        default:
            // The inside of the server is for the log, not for the client.
            log.write("\(request.target.path): \(error)", level: .error)
            return Response(.internalServerError, text: "The server could not do this\n")
        }
    }

    /// The image is known, but its file is not what it was: the operator has to look.
    private func unreadable(_ error: RepositoryError, _ request: Request) -> Response {
        log.write("\(request.target.path): \(error)", level: .warning)
        return response(Refusal(.notFound, "The image cannot be read"), request)
    }

    private func response(_ refusal: Refusal, _ request: Request) -> Response {
        var fields: [ResponseField] = []
        if refusal.status == .methodNotAllowed {
            fields.append(ResponseField("Allow", "GET, HEAD"))
        }
        if request.target.path.contains("/api/") {
            return Response(refusal.status, fields, json: ["message": .string(refusal.text)])
        }
        return Response(refusal.status, fields, text: refusal.text + "\n")
    }
}

extension Refusal {
    fileprivate init(_ error: RegionError) {
        self.init(error.kind == .notFound ? .notFound : .badRequest, "\(error)")
    }

    fileprivate init(_ error: RenderingError) {
        if case .coefficient = error {
            self.init(.badRequest, "\(error)")
        } else {
            self.init(.notFound, "\(error)")
        }
    }
}
