import HTTP

/// How the writing of a response ended.
enum DeliveryEnd: Sendable {
    case whole
    /// The client left or stalled, or the body broke off.
    case broken
    /// The rest of a file is for another process.
    case moving(MovingBody)
}

/// What a delivery may do next.
enum NextStep: Sendable, Equatable {
    case send(Int)
    /// The body ends before its end.
    case stop
    /// The worker leaves, and what is left may go elsewhere.
    case move
}
