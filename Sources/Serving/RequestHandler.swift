package import HTTP

/// What a worker asks for answers: the one face between serving and the application.
package protocol RequestHandler: Sendable {
    /// Decides on the loop thread what becomes of a request, from memory and read transactions only.
    func plan(_ request: Request) -> RequestPlan

    /// The same for a request that came from another process, where it probably had no answer at
    /// once; to look for one again is mostly time for nothing.
    func planPassedOn(_ request: Request) -> RequestPlan

    /// Why the large body of a request is not to come; nil when it may. Asked when its head is read,
    /// on the loop thread, from memory and read transactions only.
    func refusal(ofUpload request: Request) -> Response?

    /// The meter of a response that another process began; nil when it cannot go on.
    ///
    /// - Parameters:
    ///   - token: what the meter there said when it was paused.
    ///   - remaining: bytes of the body that are not sent.
    func resumeMeter(_ token: [UInt8], remaining: Int) -> (any BodyMeter)?
}

extension RequestHandler {
    /// Handlers that decide quickly.
    package func planPassedOn(_ request: Request) -> RequestPlan { plan(request) }

    /// Handlers that refuse nothing early.
    package func refusal(ofUpload request: Request) -> Response? { nil }

    /// Handlers that count nothing have nothing to resume.
    package func resumeMeter(_ token: [UInt8], remaining: Int) -> (any BodyMeter)? { nil }
}

/// What becomes of a request; failures are responses too.
package enum RequestPlan: Sendable {
    /// The loop writes the response at once.
    case answer(Response)
    /// A thread that may wait makes the response.
    case work(@Sendable () -> Response)
    /// As `work`, but in the asynchronous pool when the connection can still move there.
    case asyncWork(@Sendable () -> Response)
}
