/// A command line that does not follow the grammar.
enum UsageError: Error, Equatable, CustomStringConvertible {
    case missingCommand(of: String)
    case unknownCommand(String, of: String, nearest: String?)
    case unknownOption(String, of: String, nearest: String?)
    case missingValue(option: String, of: String)
    case unexpectedValue(option: String, of: String)
    case exclusive(String, String, of: String)
    case missingArgument(String, of: String)
    case unexpectedArgument(String, of: String)
    case invalidValue(name: String, value: String, expected: String, of: String)

    var description: String {
        switch self {
        case .missingCommand(let command): "\(command): a command is missing"
        case .unknownCommand(let word, let command, let nearest):
            "\(command): there is no command '\(word)'" + Self.suggestion(nearest)
        case .unknownOption(let word, let command, let nearest):
            "\(command): there is no option '\(word)'" + Self.suggestion(nearest)
        case .missingValue(let option, let command): "\(command): \(option) needs a value"
        case .unexpectedValue(let option, let command): "\(command): \(option) takes no value"
        case .exclusive(let first, let second, let command):
            "\(command): \(first) and \(second) exclude each other"
        case .missingArgument(let name, let command): "\(command): \(name) is missing"
        case .unexpectedArgument(let word, let command):
            "\(command): '\(word)' is one word too many"
        case .invalidValue(let name, let value, let expected, let command):
            "\(command): \(name): expected \(expected), not '\(value)'"
        }
    }

    var remedy: String { "Try '\(command) --help'." }

    private var command: String {
        switch self {
        case .missingCommand(let command), .unknownCommand(_, let command, _),
            .unknownOption(_, let command, _), .missingValue(_, let command),
            .unexpectedValue(_, let command), .exclusive(_, _, let command),
            .missingArgument(_, let command), .unexpectedArgument(_, let command),
            .invalidValue(_, _, _, let command):
            command
        }
    }

    private static func suggestion(_ nearest: String?) -> String {
        nearest.map { "; did you mean '\($0)'?" } ?? ""
    }
}
