/// A command with what it was given, ready to run.
struct Invocation: Sendable {
    let commandName: String
    let console: Console
    /// Words that were not read, of a command that takes them so.
    let unreadWords: [String]
    private let options: [String: [String]]
    private let words: [String: [String]]

    init(_ parser: CommandParser, console: Console) throws(UsageError) {
        commandName = parser.commandName
        self.console = console
        options = parser.options
        words = try parser.assignedWords()
        unreadWords = parser.words
    }

    func isSet(_ option: OptionDescription) -> Bool { options[option.name] != nil }

    /// The value of an option, the last one when it was given more than once.
    func value(of option: OptionDescription) -> String? { options[option.name]?.last }

    /// All values of an option that may be given several times.
    func values(of option: OptionDescription) -> [String] { options[option.name] ?? [] }

    func number(
        of option: OptionDescription,
        in range: ClosedRange<Int>
    ) throws(UsageError) -> Int? {
        guard let text = value(of: option) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .invalidValue(
                name: option.name,
                value: text,
                expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
                of: commandName
            )
        }
        return number
    }

    func words(_ argument: ArgumentDescription) -> [String] { words[argument.name] ?? [] }

    /// The word at an argument's place; nil when an optional one was left out.
    func word(_ argument: ArgumentDescription) -> String? { words[argument.name]?.first }

    /// The word at the place of an argument that the grammar asks for.
    func requiredWord(_ argument: ArgumentDescription) -> String {
        guard let word = words[argument.name]?.first else {
            preconditionFailure("\(argument.name) is no required argument of \(commandName)")
        }
        return word
    }
}
