/// The completion script for bash.
struct BashCompletion {
    let places: [CompletionScript.Place]

    var text: String {
        """
        # Completes omero in bash. Made by: omero completion bash
        _omero() {
            local word="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
            local place="omero" index offered="" kind=""
            for ((index = 1; index < COMP_CWORD; index++)); do
                case "$place ${COMP_WORDS[index]}" in
        \(pathCases)
                esac
            done
            case "$place $previous" in
        \(valueCases)
            esac
            if [[ -z $kind ]]; then
                case "$place" in
        \(placeCases)
                esac
            fi
            COMPREPLY=($(compgen -W "$offered" -- "$word"))
            case "$kind" in
                files) COMPREPLY+=($(compgen -f -- "$word")) ;;
                folders) COMPREPLY+=($(compgen -d -- "$word")) ;;
            esac
        }
        complete -o filenames -F _omero omero

        """
    }

    /// Words that lead one command deeper.
    private var pathCases: String {
        places.filter { $0.path != "omero" }
            .map { "            \"\($0.path)\") place=\"\($0.path)\" ;;" }
            .joined(separator: "\n")
    }

    /// What follows an option that takes a value.
    private var valueCases: String {
        places.flatMap { place in
            place.options.filter { $0.valueName != nil }.map { option in
                let pattern = option.names.map { "\"\(place.path) \($0)\"" }.joined(separator: "|")
                return "        \(pattern)) \(Self.answer(option.completion)) ;;"
            }
        }.joined(separator: "\n")
    }

    private static func answer(_ completion: WordCompletion) -> String {
        switch completion {
        case .none: "kind=\"none\""
        case .files: "kind=\"files\""
        case .folders: "kind=\"folders\""
        case .words(let words): "kind=\"none\" offered=\"\(words.joined(separator: " "))\""
        }
    }

    private var placeCases: String {
        places.map { place in
            let words =
                place.subcommands.map(\.name) + place.options.flatMap(\.names) + place.knownWords
            let kind =
                place.takesFiles ? " kind=\"files\"" : place.takesFolders ? " kind=\"folders\"" : ""
            let offered = words.joined(separator: " ")
            return "            \"\(place.path)\") offered=\"\(offered)\"\(kind) ;;"
        }.joined(separator: "\n")
    }
}
