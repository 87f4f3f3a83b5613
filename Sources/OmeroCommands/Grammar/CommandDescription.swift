/// One command as a value; parsing, help and completion derive from it.
struct CommandDescription: Sendable {
    struct Example: Sendable {
        var words: String
        var meaning: String

        init(_ words: String, _ meaning: String) {
            self.words = words
            self.meaning = meaning
        }
    }

    var name: String
    /// What the command does, in one line.
    var summary: String
    /// More to know, in sentences; empty when there is no more.
    var details = ""
    var examples: [Example] = []
    var options: [OptionDescription] = []
    var arguments: [ArgumentDescription] = []
    var subcommands: [CommandDescription] = []
    /// Left out of help and completion: what this program calls itself with.
    var isHidden = false
    /// Whether all words after the name are handed over unread.
    var takesWordsUnread = false
    /// Nil for a group, which only has subcommands.
    var run: (@Sendable (Invocation) throws -> ExitStatus)?

    var visibleSubcommands: [CommandDescription] { subcommands.filter { !$0.isHidden } }
    var visibleOptions: [OptionDescription] { options.filter { !$0.isHidden } }

    func subcommand(_ name: String) -> CommandDescription? {
        subcommands.first { $0.name == name }
    }
}
