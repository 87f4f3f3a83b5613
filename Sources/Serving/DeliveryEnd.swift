import HTTP

/// How the writing of a response ended.
enum DeliveryEnd: Sendable {
    case whole
    /// The client left or stalled, or the body broke off.
    case broken
    /// The rest of a file is for another process.
    case moving(MovingBody)
}

/// How far a delivery goes before it looks around.
enum DeliverySteps {
    /// Bytes of a file handed to the kernel at a time.
    static let fileBytes = 1 << 20
    /// Longest sleep: the worker may leave meanwhile.
    static let sleepSeconds = 0.5
}

/// What a delivery may do next.
enum NextStep: Sendable, Equatable {
    case send(Int)
    /// The body ends before its end.
    case stop
    /// The worker leaves, and what is left may go elsewhere.
    case move
}
