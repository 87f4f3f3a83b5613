package import HTTP

/// An attempt to log in, as the log has it.
///
/// A name that is nobody's is not part of it: people type passwords into that field.
package struct LoginEvent: Sendable, Equatable, CustomStringConvertible {
    package enum Outcome: String, Sendable {
        case succeeded
        case failed
        case throttled
    }

    package let outcome: Outcome
    /// Nil when there is no such user, or when that was not looked at.
    package let userID: Int?
    package let address: PeerAddress

    init(_ outcome: Outcome, userID: Int?, _ visitor: Visitor) {
        self.outcome = outcome
        self.userID = userID
        address = visitor.address
    }

    package var description: String {
        let who = userID.map { "of user \($0) " } ?? ""
        return "a login \(who)from \(address.text) \(outcome.rawValue)"
    }
}
