import HTTP
import Kernel
import Serving
import Settings
import SharedState
import Telemetry
import WebAccess

/// The application of one worker: from a request to its route, its visitor, its limit, its answer.
final class Application: RequestHandler {
    let metrics: WorkerMetrics
    private let router: Router<Route>
    /// Static files have an address of their own, which the prefix does not touch.
    private let staticRouter: Router<Route>
    private let access: AccessPolicy
    private let csrf: CSRFCheck
    private let limits: LimitGate
    private let downloads: DownloadGate
    private let failures: FailureResponses
    private let log: ServerLog
    /// Nil when nobody wants a line for each request.
    private let accessLog: AccessLog?

    /// A line of the table with what answers it here; an object, as every request holds it.
    final class Route: Sendable {
        let declaration: RouteDeclaration
        let endpoint: any Endpoint
        /// Its place among the labels of the metrics.
        let index: Int

        init(_ declaration: RouteDeclaration, _ endpoint: any Endpoint, index: Int) {
            self.declaration = declaration
            self.endpoint = endpoint
            self.index = index
        }
    }

    init(
        _ instance: Instance,
        _ settings: SettingsSnapshot,
        _ shared: SharedState,
        _ log: ServerLog
    ) throws {
        let staticFiles = Routes.staticFiles(settings[WebSettings.staticURL])
        let labels = (Routes.all + [staticFiles]).map(\.pattern.label) + ["none"]
        metrics = WorkerMetrics(
            routes: labels,
            policies: shared.rateLimiter.policies.map(\.name)
        )
        let endpoints = try Endpoints(instance, settings, shared, metrics, log)
        func entry(_ index: Int, _ declaration: RouteDeclaration) -> (RoutePattern, Route) {
            let endpoint = endpoints.endpoint(declaration.endpoint)
            return (declaration.pattern, Route(declaration, endpoint, index: index))
        }
        router = Router(
            prefix: settings[WebSettings.prefix],
            Routes.all.enumerated().map(entry)
        )
        staticRouter = Router([entry(Routes.all.count, staticFiles)])
        access = try AccessPolicy(settings, shared, endpoints.people)
        csrf = CSRFCheck(trustedOrigins: settings[WebSettings.csrfTrustedOrigins])
        limits = LimitGate(shared.rateLimiter, metrics)
        downloads = try DownloadGate(shared, endpoints.quotas, metrics, log)
        failures = FailureResponses(
            metrics,
            log,
            loginPath: settings[WebSettings.prefix] + Routes.loginPath
        )
        self.log = log
        accessLog = try instance.accessLogPath(settings).map(AccessLog.init)
        unroutedIndex = labels.count - 1
    }

    private let unroutedIndex: Int

    func plan(_ request: Request) -> RequestPlan { plan(request, mayAnswerAtOnce: true) }

    func planPassedOn(_ request: Request) -> RequestPlan { plan(request, mayAnswerAtOnce: false) }

    private func plan(_ request: Request, mayAnswerAtOnce: Bool) -> RequestPlan {
        let started = MonotonicTime.now()
        switch match(request.target.path) {
        case .found(let route, let parameters):
            return plan(
                Exchange(request: request, route: route, parameters: parameters, started: started),
                mayAnswerAtOnce: mayAnswerAtOnce
            )
        case .missingSlash:
            return answer(request, Self.redirectToSlash(request), started)
        case .none:
            let refusal = Refusal(.notFound, "There is no page at \(request.target.path)")
            return answer(request, failures.response(to: refusal, request), started)
        }
    }

    private func match(_ path: String) -> Router<Route>.Match {
        let match = router.match(path: path)
        guard case .none = match else { return match }
        return staticRouter.match(path: path)
    }

    /// OMERO's clients rely on being sent to the whole path when only the slash is missing.
    private static func redirectToSlash(_ request: Request) -> Response {
        let query = request.target.query.map { "?" + $0 } ?? ""
        let location = ResponseField("Location", request.target.path + "/" + query)
        return Response(.movedPermanently, [location])
    }

    private func answer(
        _ request: Request,
        _ response: Response,
        _ started: MonotonicTime
    ) -> RequestPlan {
        count(request, response, route: unroutedIndex, started)
        return .answer(response)
    }

    private func plan(_ exchange: Exchange, mayAnswerAtOnce: Bool) -> RequestPlan {
        do {
            try checkMethod(of: exchange)
            if mayAnswerAtOnce, let response = try answerAtOnce(exchange) {
                return .answer(counted(response, exchange))
            }
            let work: @Sendable () -> Response = { self.respond(to: exchange) }
            return exchange.route.declaration.pool == .async ? .asyncWork(work) : .work(work)
        } catch {
            return .answer(counted(failures.response(to: error, exchange.request), exchange))
        }
    }

    /// Who has no session, or sends what no page of ours made, is told before his files come.
    func refusal(ofUpload request: Request) -> Response? {
        guard case .found(let route, let parameters) = match(request.target.path) else {
            return nil
        }
        let exchange = Exchange(
            request: request,
            route: route,
            parameters: parameters,
            started: .now()
        )
        do {
            try checkMethod(of: exchange)
            let now = WallClock.nowSeconds()
            let visitor = try access.visitorAtOnce(of: request, route.declaration, atSeconds: now)
            // Whoever is not remembered is looked up when the body is there.
            guard let visitor else { return nil }
            guard visitor.session != nil else { throw LoginRequired() }
            if let reason = csrf.reason(request, isSecure: visitor.isSecure) {
                throw CSRFFailure(reason: reason)
            }
            return nil
        } catch {
            return counted(failures.response(to: error, request), exchange)
        }
    }

    private func checkMethod(of exchange: Exchange) throws {
        let method = exchange.request.method == .head ? .get : exchange.request.method
        let methods = exchange.route.declaration.methods
        guard methods.contains(method) else { throw MethodNotAllowed(allowed: methods) }
    }

    /// An answer that costs no waiting; nil when there is none.
    ///
    /// What changes something always waits.
    private func answerAtOnce(_ exchange: Exchange) throws -> Response? {
        guard exchange.request.method.isSafe else { return nil }
        let visitor = try access.visitorAtOnce(
            of: exchange.request,
            exchange.route.declaration,
            atSeconds: WallClock.nowSeconds()
        )
        guard let visitor, !visitor.mustBeTouched,
            let response = endpointsAnswerAtOnce(exchange, visitor)
        else { return nil }
        switch limits.decideAtOnce(exchange.kind, visitor.subject, at: exchange.started) {
        case nil: return nil
        case .refused(let refusal): return refusal
        case .admitted(let fields): return response.adding(fields)
        }
    }

    /// What the endpoint has in memory; its refusals are answers that limits count as well.
    private func endpointsAnswerAtOnce(_ exchange: Exchange, _ visitor: Visitor) -> Response? {
        do {
            return try exchange.route.endpoint.answerAtOnce(
                exchange.request,
                exchange.parameters,
                visitor
            )
        } catch {
            return failures.response(to: error, exchange.request)
        }
    }

    /// The answer of a thread that may wait.
    private func respond(to exchange: Exchange) -> Response {
        do {
            return counted(try respondOrThrow(to: exchange), exchange)
        } catch {
            return counted(failures.response(to: error, exchange.request), exchange)
        }
    }

    private func respondOrThrow(to exchange: Exchange) throws -> Response {
        let now = WallClock.nowSeconds()
        let request = exchange.request
        let visitor = try access.visitor(of: request, exchange.route.declaration, atSeconds: now)
        if !request.method.isSafe,
            let reason = csrf.reason(request, isSecure: visitor.isSecure)
        {
            throw CSRFFailure(reason: reason)
        }
        try access.touch(visitor, atSeconds: now)
        switch try limits.decide(exchange.kind, visitor.subject, at: .now()) {
        case .refused(let refusal): return refusal
        case .admitted(let fields):
            let response = try exchange.route.endpoint.respond(
                to: request,
                exchange.parameters,
                visitor
            ).adding(fields)
            guard let kind = exchange.route.declaration.download else { return response }
            return try downloads.admit(response, to: request, visitor, kind)
        }
    }

    func resumeMeter(_ token: [UInt8], remaining: Int) -> (any BodyMeter)? {
        downloads.resume(token, remaining: remaining)
    }

    private func counted(_ response: Response, _ exchange: Exchange) -> Response {
        count(exchange.request, response, route: exchange.route.index, exchange.started)
        return response
    }

    private func count(
        _ request: Request,
        _ response: Response,
        route: Int,
        _ started: MonotonicTime
    ) {
        let seconds = MonotonicTime.now().seconds(since: started)
        record(request, response, seconds)
        metrics.countRequest(
            methodIndex: request.method.index,
            code: response.status.rawValue,
            route: route,
            bodyBytes: request.method == .head ? 0 : response.body.byteCount ?? 0,
            seconds: response.body.isStream ? nil : seconds
        )
    }

    private func record(_ request: Request, _ response: Response, _ seconds: Double) {
        accessLog?.write(request, response, access.client(of: request))
        guard log.isWritten(.debug) else { return }
        let milliseconds = (seconds * 100_000).rounded() / 100
        log.write(
            "\(request.method.rawValue) \(request.target.path) \(response.status.rawValue)"
                + " in \(milliseconds) ms",
            level: .debug
        )
    }

    /// Waits until nothing is to be written any more; called when the last response is sent.
    func finish() { downloads.finish() }

    /// Opens the logs anew after something moved them away.
    func reopenLogs() {
        do throws(SystemError) {
            try log.reopen()
            try accessLog?.reopen()
        } catch {
            ServerLog.standardError("\(error)")
        }
    }
}

/// One request with what was found out about it.
struct Exchange: Sendable {
    let request: Request
    let route: Application.Route
    let parameters: RouteParameters
    let started: MonotonicTime

    /// What the request counts for: to look at the form of a login is no login.
    var kind: RequestClass {
        let kind = route.declaration.kind
        return kind == .login && request.method.isSafe ? .page : kind
    }
}

/// The route answers other methods.
struct MethodNotAllowed: Error {
    let allowed: [Method]

    /// As the field `Allow` has it; HEAD goes with GET.
    var allow: String {
        allowed.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }.joined(separator: ", ")
    }
}

/// A request that changes something and was not made by a page of ours.
struct CSRFFailure: Error {
    let reason: String
}

extension Response {
    fileprivate func adding(_ more: [ResponseField]) -> Response {
        var response = self
        response.fields += more
        return response
    }
}

extension ResponseBody {
    /// Files and chunks, whose time is the client's.
    fileprivate var isStream: Bool {
        switch self {
        case .none, .bytes: false
        case .file, .chunks: true
        }
    }
}

extension Method {
    /// Its place in the metrics' list of methods.
    fileprivate var index: Int {
        switch self {
        case .get: 0
        case .head: 1
        case .post: 2
        case .put: 3
        case .delete: 4
        case .options: 5
        case .patch: 6
        case .other: 7
        }
    }
}
