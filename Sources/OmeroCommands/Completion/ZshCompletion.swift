/// The completion script for zsh.
struct ZshCompletion {
    let places: [CompletionScript.Place]

    private var branches: CaseBranches { CaseBranches(places: places) }

    var text: String {
        """
        #compdef omero
        # Completes omero in zsh. Made by: omero completion zsh
        _omero() {
            local place="omero" index
            local -a commands options offered
            for ((index = 2; index < CURRENT; index++)); do
                case "$place ${words[index]}" in
        \(branches.paths)
                esac
            done
            case "$place ${words[CURRENT-1]}" in
        \(branches.values(Self.answer))
            esac
            case "$place" in
        \(places.map(placeCase).joined(separator: "\n"))
            esac
        }
        _omero "$@"

        """
    }

    private static func answer(_ option: OptionDescription) -> String {
        switch option.completion {
        case .none: "_message \(quoted(option.valueName ?? "")); return"
        case .files: "_files; return"
        case .folders: "_files -/; return"
        case .words(let words): "compadd \(words.map(quoted).joined(separator: " ")); return"
        }
    }

    private func placeCase(_ place: CompletionScript.Place) -> String {
        var lines = ["        \"\(place.path)\")"]
        let options = place.options.flatMap { option in
            option.names.map { Self.described($0, option.help) }
        }
        lines.append("            options=(\(options.joined(separator: " ")))")
        lines.append("            _describe option options")
        if !place.subcommands.isEmpty {
            let commands = place.subcommands.map { Self.described($0.name, $0.summary) }
            lines.append("            commands=(\(commands.joined(separator: " ")))")
            lines.append("            _describe command commands")
        }
        if !place.knownWords.isEmpty {
            let words = place.knownWords.map(Self.quoted).joined(separator: " ")
            lines.append("            compadd \(words)")
        }
        if place.takesFiles { lines.append("            _files") }
        if place.takesFolders { lines.append("            _files -/") }
        return (lines + ["            ;;"]).joined(separator: "\n")
    }

    /// A colon parts the word from its meaning.
    private static func described(_ word: String, _ meaning: String) -> String {
        quoted(word + ":" + meaning)
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.map { $0 == "'" ? "'\\''" : "\($0)" }.joined() + "'"
    }
}
