/// Completion scripts, made from the tree of commands.
struct CompletionScript {
    enum Shell: String, CaseIterable {
        case bash
        case zsh
        case fish
    }

    /// What may follow a command: its subcommands, options and words.
    struct Place {
        /// Names from the root on, as `omero web start`.
        var path: String
        var subcommands: [CommandDescription]
        var options: [OptionDescription]
        var arguments: [ArgumentDescription]
    }

    let places: [Place]

    init(root: CommandDescription) {
        places = Self.places(of: root, path: root.name, options: [.help])
    }

    func text(for shell: Shell) -> String {
        switch shell {
        case .bash: BashCompletion(places: places).text
        case .zsh: ZshCompletion(places: places).text
        case .fish: FishCompletion(places: places).text
        }
    }

    private static func places(
        of command: CommandDescription,
        path: String,
        options: [OptionDescription]
    ) -> [Place] {
        let options = options + command.visibleOptions
        let place = Place(
            path: path,
            subcommands: command.visibleSubcommands,
            options: options,
            arguments: command.arguments
        )
        return [place]
            + command.visibleSubcommands.flatMap {
                places(of: $0, path: path + " " + $0.name, options: options)
            }
    }
}

extension CompletionScript.Place {
    /// The words known beforehand for any argument of the command.
    var knownWords: [String] { arguments.flatMap(\.completion.knownWords) }
    var takesFiles: Bool { arguments.contains { $0.completion == .files } }
    var takesFolders: Bool { arguments.contains { $0.completion == .folders } }
}

extension WordCompletion {
    fileprivate var knownWords: [String] {
        if case .words(let words) = self { words } else { [] }
    }
}
