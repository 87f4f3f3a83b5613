package import Kernel

/// Why a message was not taken.
package enum MailError: Error, Equatable, CustomStringConvertible {
    /// A text that could end its line, or that is no plain ASCII.
    case invalid(name: String)
    case unreachable(SystemError)
    /// The relay said no, or something that is not SMTP.
    case refused(command: String, reply: String)
    case timedOut
    case ended

    package var description: String {
        switch self {
        case .invalid(let name): "the \(name) cannot stand in a message"
        case .unreachable(let error): "the relay cannot be reached: \(error)"
        case .refused(let command, let reply): "the relay answers \(command) with '\(reply)'"
        case .timedOut: "the relay took too long"
        case .ended: "the relay ended the conversation"
        }
    }
}
