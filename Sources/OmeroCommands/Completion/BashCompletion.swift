/// The completion script for bash.
struct BashCompletion {
    let places: [CompletionScript.Place]

    private var branches: CaseBranches { CaseBranches(places: places) }

    var text: String {
        """
        # Completes omero in bash. Made by: omero completion bash
        _omero() {
            local word="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
            local place="omero" index offered="" kind=""
            for ((index = 1; index < COMP_CWORD; index++)); do
                case "$place ${COMP_WORDS[index]}" in
        \(branches.paths)
                esac
            done
            case "$place $previous" in
        \(branches.values(Self.answer))
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

    private static func answer(_ option: OptionDescription) -> String {
        switch option.completion {
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
