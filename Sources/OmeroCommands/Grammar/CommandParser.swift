import Settings

/// Reads the words of a command line along the tree of commands.
struct CommandParser {
    /// The commands from the root to the one that was named.
    private(set) var path: [CommandDescription]
    /// Values by the first name of the option; an option without a value has an empty one.
    private(set) var options: [String: [String]] = [:]
    private(set) var words: [String] = []
    private(set) var wantsHelp = false
    /// After a lone `--` nothing is an option.
    private var isPastOptions = false
    private var rest: ArraySlice<String>

    init(_ words: [String], root: CommandDescription) throws(UsageError) {
        path = [root]
        rest = words[...]
        while let word = rest.popFirst() {
            if command.takesWordsUnread {
                self.words.append(word)
            } else {
                try take(word)
            }
        }
        if !wantsHelp { try checkOptions() }
    }

    var command: CommandDescription { path[path.count - 1] }
    var commandName: String { path.map(\.name).joined(separator: " ") }

    /// Options of a group hold for all its commands.
    private var knownOptions: [OptionDescription] {
        [OptionDescription.help] + path.flatMap(\.options)
    }

    private mutating func take(_ word: String) throws(UsageError) {
        if word == "--" && !isPastOptions {
            isPastOptions = true
        } else if !isPastOptions && looksLikeOption(word) {
            try takeOption(word)
        } else if word == "help" && command.arguments.isEmpty && words.isEmpty {
            wantsHelp = true
        } else if !command.subcommands.isEmpty {
            try takeCommand(word)
        } else {
            words.append(word)
        }
    }

    /// A lone dash, a negative number and a sentence that starts with a dash are plain words.
    private func looksLikeOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), word.count > 1, Double(word) == nil else { return false }
        let name = word.prefix { $0 != "=" }
        return !name.contains(" ")
    }

    private mutating func takeCommand(_ word: String) throws(UsageError) {
        guard let next = command.subcommand(word) else {
            let names = command.visibleSubcommands.map(\.name)
            let nearest = NearestName.of(word, among: names, distanceMax: 2)
            throw .unknownCommand(word, of: commandName, nearest: nearest)
        }
        path.append(next)
    }

    private mutating func takeOption(_ word: String) throws(UsageError) {
        let (name, joined) = Self.parts(of: word)
        guard let option = knownOptions.first(where: { $0.names.contains(name) }) else {
            let names = knownOptions.filter { !$0.isHidden }.flatMap(\.names)
                .filter { $0.hasPrefix("--") }
            let nearest = NearestName.of(name, among: names, distanceMax: 3)
            throw .unknownOption(name, of: commandName, nearest: nearest)
        }
        if option.name == OptionDescription.help.name {
            wantsHelp = true
        } else if option.valueName == nil {
            guard joined == nil else { throw .unexpectedValue(option: name, of: commandName) }
            options[option.name, default: []].append("")
        } else {
            guard let value = joined ?? rest.popFirst() else {
                throw .missingValue(option: name, of: commandName)
            }
            options[option.name, default: []].append(value)
        }
    }

    /// `--name=value` and `-nvalue` in two parts.
    private static func parts(of word: String) -> (name: String, value: String?) {
        if word.hasPrefix("--") {
            guard let mark = word.firstIndex(of: "=") else { return (word, nil) }
            return (String(word[..<mark]), String(word[word.index(after: mark)...]))
        }
        return word.count > 2
            ? (String(word.prefix(2)), String(word.dropFirst(2))) : (word, nil)
    }

    private func checkOptions() throws(UsageError) {
        for option in knownOptions where options[option.name] != nil {
            for other in option.excludes where options[other] != nil {
                throw .exclusive(option.name, other, of: commandName)
            }
        }
    }

    /// The words by the names of the arguments.
    func assignedWords() throws(UsageError) -> [String: [String]] {
        var assigned: [String: [String]] = [:]
        var rest = words[...]
        for argument in command.arguments {
            let taken = argument.isRepeated ? rest : rest.prefix(1)
            guard !taken.isEmpty || !argument.isRequired else {
                throw .missingArgument(argument.name, of: commandName)
            }
            assigned[argument.name] = Array(taken)
            rest = rest.dropFirst(taken.count)
        }
        if let word = rest.first, !command.takesWordsUnread {
            throw .unexpectedArgument(word, of: commandName)
        }
        return assigned
    }
}
