/// Somebody whose mail the relay does not take, and what it says to that.
package struct RefusedRecipient: Sendable, Equatable {
    package let address: MailAddress
    package let reply: String
}
