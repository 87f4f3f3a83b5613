/// The completion script for fish.
struct FishCompletion {
    let places: [CompletionScript.Place]

    var text: String {
        """
        # Completes omero in fish. Made by: omero completion fish
        function __omero_at
            set -l place omero
            for word in (commandline -opc)[2..-1]
                switch "$place $word"
        \(pathCases)
                end
            end
            test "$place" = "$argv[1]"
        end
        complete -c omero -f
        \(places.flatMap(lines).joined(separator: "\n"))

        """
    }

    private var pathCases: String {
        places.filter { $0.path != "omero" }
            .map {
                let path = Self.quoted($0.path)
                return "            case \(path)\n                set place \(path)"
            }
            .joined(separator: "\n")
    }

    private func lines(_ place: CompletionScript.Place) -> [String] {
        let condition = "complete -c omero -n \(Self.quoted("__omero_at \"\(place.path)\""))"
        var lines = place.subcommands.map {
            "\(condition) -a \(Self.quoted($0.name)) -d \(Self.quoted($0.summary))"
        }
        lines += place.options.map { "\(condition) \(Self.option($0))" }
        if !place.knownWords.isEmpty {
            lines.append("\(condition) -a \(Self.quoted(place.knownWords.joined(separator: " ")))")
        }
        if place.takesFiles { lines.append("\(condition) -F") }
        if place.takesFolders { lines.append("\(condition) -a '(__fish_complete_directories)'") }
        return lines
    }

    private static func option(_ option: OptionDescription) -> String {
        var words = option.names.map { name in
            name.hasPrefix("--") ? "-l \(name.dropFirst(2))" : "-s \(name.dropFirst())"
        }
        if option.valueName != nil {
            switch option.completion {
            case .none: words.append("-x")
            case .files: words.append("-r -F")
            case .folders: words.append("-x -a '(__fish_complete_directories)'")
            case .words(let list): words.append("-x -a \(quoted(list.joined(separator: " ")))")
            }
        }
        return (words + ["-d \(quoted(option.help))"]).joined(separator: " ")
    }

    /// Inside single quotes fish takes a backslash before a quote and before itself.
    private static func quoted(_ text: String) -> String {
        "'" + text.map { "'\\".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "'"
    }
}
