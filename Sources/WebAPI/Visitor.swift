package import HTTP
package import Repository

/// Who asks.
package struct Visitor: Sendable {
    package let actor: Actor
    /// The level of every group.
    package let levels: [Int: GroupLevel]
    package let isSecure: Bool

    package init(_ actor: Actor, levels: [Int: GroupLevel] = [:], isSecure: Bool = false) {
        self.actor = actor
        self.levels = levels
        self.isSecure = isSecure
    }
}

/// What answers the requests of one route.
package protocol Endpoint: Sendable {
    func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response?
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
