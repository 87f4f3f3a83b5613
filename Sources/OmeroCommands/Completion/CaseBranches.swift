/// The branches of the `case` statements that bash and zsh write alike.
struct CaseBranches {
    let places: [CompletionScript.Place]

    /// Words that lead one command deeper.
    var paths: String {
        places.filter { $0.path != "omero" }
            .map { "            \"\($0.path)\") place=\"\($0.path)\" ;;" }
            .joined(separator: "\n")
    }

    /// What follows an option that takes a value, as `answer` has the shell find it.
    func values(_ answer: (OptionDescription) -> String) -> String {
        places.flatMap { place in
            place.options.filter { $0.valueName != nil }.map { option in
                let pattern = option.names.map { "\"\(place.path) \($0)\"" }.joined(separator: "|")
                return "        \(pattern)) \(answer(option)) ;;"
            }
        }.joined(separator: "\n")
    }
}
