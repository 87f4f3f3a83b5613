package import Kernel

/// Why a message was not taken.
package enum MailError: Error, Equatable, CustomStringConvertible {
    /// A text that could end its line, or an address that is none.
    case invalid(name: String)
    case unreachable(SystemError)
    /// The relay said no, or something that is not SMTP.
    case refused(command: String, reply: String)
    /// The relay takes the message for none of those it is for.
    case noRecipient([RefusedRecipient])
    case timedOut
    case ended

    package var description: String {
        switch self {
        case .invalid(let name): "the \(name) cannot stand in a message"
        case .unreachable(let error): "the relay cannot be reached: \(error)"
        case .refused(let command, let reply): "the relay answers \(command) with '\(reply)'"
        case .noRecipient(let refused):
            "the relay answers RCPT TO with '\(refused.last?.reply ?? "")'"
        case .timedOut: "the relay took too long"
        case .ended: "the relay ended the conversation"
        }
    }
}
