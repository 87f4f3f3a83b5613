package import HTTP

/// What happens in a worker beside the requests that reach the application.
package enum ServingEvent: Sendable, Equatable {
    case accepted
    /// A connection came from another process.
    case adopted
    /// A connection with an asynchronous request went to the other pool.
    case handedToAsyncPool
    /// A connection with a request went to another worker of the pool, which has a thread for it.
    case handedToPool
    /// An idle connection went to another worker because this one leaves.
    case handedToSuccessor
    /// A request was refused before it reached the application.
    case refused(Status)
    /// A client took too long.
    case timedOut
    /// A response could not be written whole.
    case broken
    /// The system refused a call that should have worked.
    case failed(String)
}

/// Is told what happens in a worker; called from any of its threads.
package protocol ServingObserver: Sendable {
    func observe(_ event: ServingEvent)
}
