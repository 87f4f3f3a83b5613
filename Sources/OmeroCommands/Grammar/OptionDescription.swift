/// An option of a command: its names, its value, and what it does.
struct OptionDescription: Sendable {
    /// The long name first where there is one, as `--http`.
    var names: [String]
    /// Placeholder of the value; nil for an option that is set or not.
    var valueName: String?
    var help: String
    var completion = WordCompletion.none
    /// Names of options that cannot stand beside this one.
    var excludes: [String] = []
    var isHidden = false

    var name: String { names[0] }

    static func flag(_ names: String..., excludes: [String] = [], help: String) -> Self {
        OptionDescription(names: names, valueName: nil, help: help, excludes: excludes)
    }

    static func value(
        _ names: String...,
        name valueName: String,
        completion: WordCompletion = .none,
        excludes: [String] = [],
        help: String
    ) -> Self {
        OptionDescription(
            names: names,
            valueName: valueName,
            help: help,
            completion: completion,
            excludes: excludes
        )
    }

    /// The same option, taken but not shown.
    var hidden: Self {
        var hidden = self
        hidden.isHidden = true
        return hidden
    }

    /// As a usage line shows it.
    var usage: String { valueName.map { "\(name) \($0)" } ?? name }

    static let help = flag("--help", "-h", help: "Show this help.")
}

/// What a shell may offer for a word.
enum WordCompletion: Sendable, Equatable {
    case none
    case files
    case folders
    case words([String])
}
