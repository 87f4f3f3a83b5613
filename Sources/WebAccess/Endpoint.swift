package import HTTP

/// What answers the requests of one route.
///
/// Whoever asks is an argument: what it may see is the endpoint's affair.
package protocol Endpoint: Sendable {
    /// Answers on a loop's thread, from memory and one read transaction; nil when that is not enough.
    func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response?
    /// Answers on a thread that may wait.
    func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response
}

extension Endpoint {
    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? { nil }
}

/// An endpoint whose answers need no waiting at all, and are the same for everybody.
package protocol PromptEndpoint: Endpoint {
    func answer(_ request: Request, _ parameters: RouteParameters) throws -> Response
}

extension PromptEndpoint {
    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? { try answer(request, parameters) }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response { try answer(request, parameters) }
}
