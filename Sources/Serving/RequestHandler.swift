package import HTTP

/// What a worker asks for answers: the one face between serving and the application.
package protocol RequestHandler: Sendable {
    /// Answers on the loop thread, from memory and read transactions only; nil when that is not enough.
    func answerAtOnce(_ request: Request) -> Response?
    /// Answers on a thread that may wait; failures are responses too.
    func respond(to request: Request) -> Response
    /// Whether the request belongs to the asynchronous pool.
    func wantsAsyncPool(_ request: Request) -> Bool
}
