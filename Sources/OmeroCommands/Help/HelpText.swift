/// What `--help` says of a command: examples first, then its words.
struct HelpText {
    private let path: [CommandDescription]

    init(path: [CommandDescription]) { self.path = path }

    private var command: CommandDescription { path[path.count - 1] }
    private var name: String { path.map(\.name).joined(separator: " ") }

    var text: String {
        [introduction, examples, usage, arguments, subcommands, options]
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var introduction: String {
        let details = command.details.isEmpty ? "" : "\n" + TextColumns.paragraph(command.details)
        return TextColumns.paragraph("\(name): \(command.summary)") + details
    }

    private var examples: String {
        let lines = command.examples.map { example in
            "  \(example.words)\n" + TextColumns.paragraph(example.meaning, indent: 6)
        }
        return lines.isEmpty ? "" : "Examples:\n" + lines.joined()
    }

    private var usage: String {
        var words = [name]
        if !command.subcommands.isEmpty { words.append("COMMAND") }
        words += command.visibleOptions.map { "[\($0.usage)]" }
        words += command.arguments.map(\.usage)
        let lines = Self.wrapped(words)
        return "Usage:\n" + lines
    }

    /// Words are kept whole, so that an option stays beside its value.
    private static func wrapped(_ words: [String]) -> String {
        var lines: [String] = []
        var line = " "
        for word in words {
            if line.count + 1 + word.count > TextColumns.widthMax {
                lines.append(line)
                line = "     "
            }
            line += " " + word
        }
        return (lines + [line]).map { $0 + "\n" }.joined()
    }

    private var arguments: String {
        Self.section("Arguments", command.arguments.map { ($0.name, $0.help) })
    }

    private var subcommands: String {
        Self.section("Commands", command.visibleSubcommands.map { ($0.name, $0.summary) })
    }

    /// Options of the groups above hold here too.
    private var options: String {
        let all = path.reversed().flatMap(\.visibleOptions) + [OptionDescription.help]
        return Self.section("Options", all.map { (Self.names($0), $0.help) })
    }

    private static func names(_ option: OptionDescription) -> String {
        let names = option.names.joined(separator: ", ")
        return option.valueName.map { names + " " + $0 } ?? names
    }

    private static func section(_ title: String, _ rows: [(String, String)]) -> String {
        rows.isEmpty
            ? "" : "\(title):\n" + TextColumns.table(rows.map { (word: $0.0, meaning: $0.1) })
    }
}
