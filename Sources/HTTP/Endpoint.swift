/// What answers the requests of one route.
package protocol Endpoint: Sendable {
    /// Answers on a loop's thread, from memory and one read transaction; nil when that is not enough.
    func answerAtOnce(_ request: Request, _ parameters: RouteParameters) throws -> Response?
    /// Answers on a thread that may wait.
    func respond(to request: Request, _ parameters: RouteParameters) throws -> Response
}

extension Endpoint {
    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> Response? { nil }
}

/// An endpoint whose answers need no waiting at all.
package protocol PromptEndpoint: Endpoint {
    func answer(_ request: Request, _ parameters: RouteParameters) throws -> Response
}

extension PromptEndpoint {
    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> Response? { try answer(request, parameters) }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters
    ) throws -> Response { try answer(request, parameters) }
}

/// A refusal that an endpoint throws: its status and the text the client reads.
package struct Refusal: Error, Equatable, CustomStringConvertible {
    package let status: Status
    package let text: String

    package init(_ status: Status, _ text: String) {
        self.status = status
        self.text = text
    }

    package var description: String { text }
}
