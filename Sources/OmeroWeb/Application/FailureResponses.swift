import HTTP
import JSON
import Kernel
import Rendering
import Repository
import SharedState
import Telemetry
import WebAPI

/// Turns everything that endpoints throw into responses; no other file does.
struct FailureResponses: Sendable {
    private let metrics: WorkerMetrics
    private let log: ServerLog
    /// Where visitors are sent who have to log in.
    private let loginPath: String

    init(_ metrics: WorkerMetrics, _ log: ServerLog, loginPath: String) {
        self.metrics = metrics
        self.log = log
        self.loginPath = loginPath
    }

    func response(to error: any Error, _ request: Request) -> Response {
        switch error {
        case let refusal as Refusal: return response(refusal, request)
        case is LoginRequired: return loginRequired(request)
        case let failure as CSRFFailure:
            return Response(
                .forbidden,
                [.unkept],
                json: ["message": .string("CSRF Failed: " + failure.reason)]
            )
        case let error as MethodNotAllowed: return response(error, request)
        case let error as FormError: return response(Refusal(.badRequest, "\(error)"), request)
        case let error as PeopleError: return response(Refusal(error), request)
        case let error as RegionError: return response(Refusal(error), request)
        case let error as RenderingError: return response(Refusal(error), request)
        case RepositoryError.noSuchObject(let object):
            let text = "\(object.kind.className) \(object.id) not found"
            return response(Refusal(.notFound, text), request)
        case RepositoryError.notLinked(let parent):
            let text = "No link found to \(parent.kind.className) \(parent.id)"
            return response(Refusal(.notFound, text), request)
        case let error as RepositoryError: return unreadable(error, request)
        case let error as QueryError: return response(Refusal(.badRequest, "\(error)"), request)
        case is any SharedStateFailure:
            metrics.countSharedStateFailure()
            log.write("\(request.target.path): \(error)", level: .error)
            let retry = ResponseField("Retry-After", "1")
            let refusal = Refusal(.serviceUnavailable, "The server is busy, try again")
            return response(refusal, request, [retry])
        default:
            // The inside of the server is for the log, not for the client.
            log.write("\(request.target.path): \(error)", level: .error)
            let refusal = Refusal(.internalServerError, "The server could not do this")
            return response(refusal, request)
        }
    }

    /// The image is known, but its file is not what it was: the operator has to look.
    private func unreadable(_ error: RepositoryError, _ request: Request) -> Response {
        log.write("\(request.target.path): \(error)", level: .warning)
        return response(Refusal(.notFound, "The image cannot be read"), request)
    }

    /// Scripts are told, and people are sent to the page where they can.
    private func loginRequired(_ request: Request) -> Response {
        if request.isForAPI { return Response(.forbidden, json: ["message": "Not logged in"]) }
        if request.fields["X-Requested-With"] == "XMLHttpRequest" {
            return Response(.forbidden, [.unkept])
        }
        if !request.method.isSafe {
            return Response(.forbidden, [.unkept], text: "Not logged in\n")
        }
        let target = request.target
        let wanted = target.path + (target.query.map { "?" + $0 } ?? "")
        let location = loginPath + "?url=" + PercentCoding.encode(wanted, keep: "/")
        return Response(.found, [ResponseField("Location", location), .unkept])
    }

    private func response(_ error: MethodNotAllowed, _ request: Request) -> Response {
        let refusal = Refusal(.methodNotAllowed, "Only \(error.allow) are answered here")
        return response(refusal, request, [ResponseField("Allow", error.allow)])
    }

    private func response(
        _ refusal: Refusal,
        _ request: Request,
        _ fields: [ResponseField] = []
    ) -> Response {
        if request.isForObjects { return API.failure(refusal, fields) }
        if request.isForAPI {
            return Response(refusal.status, fields, json: ["message": .string(refusal.text)])
        }
        return Response(refusal.status, fields, text: refusal.text + "\n")
    }
}

extension Request {
    /// Whether its client reads JSON; that of the tree is a page, which is told in plain text.
    fileprivate var isForAPI: Bool {
        target.path.contains("/api/") && !target.path.contains("/webclient/api/")
    }

    /// Whether it is for objects of the JSON API, whose failures have a form of their own.
    fileprivate var isForObjects: Bool { target.path.contains("/api/v0/m/") }
}

extension Refusal {
    fileprivate init(_ error: PeopleError) {
        switch error {
        case .noSuchUser, .noSuchGroup: self.init(.notFound, "\(error)")
        case .notAllowed: self.init(.forbidden, "\(error)")
        default: self.init(.badRequest, "\(error)")
        }
    }

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
