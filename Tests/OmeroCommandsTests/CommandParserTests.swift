import Testing

@testable import OmeroCommands

@Suite struct `Command parser` {
    private static let file = OptionDescription.value("--file", "-f", name: "FILE", help: "A file.")
    private static let loud = OptionDescription.flag("--loud", excludes: ["--quiet"], help: "Loud.")
    private static let quiet = OptionDescription.flag("--quiet", "-q", help: "Quiet.")
    private static let source = OptionDescription.value("--source", name: "FILE", help: "A file.")

    private static let root = CommandDescription(
        name: "tool",
        summary: "a tool.",
        subcommands: [
            CommandDescription(
                name: "config",
                summary: "settings.",
                options: [source],
                subcommands: [
                    CommandDescription(
                        name: "set",
                        summary: "sets.",
                        options: [file, loud, quiet],
                        arguments: [
                            ArgumentDescription(name: "KEY", help: "Key."),
                            ArgumentDescription(name: "VALUE", count: .optional, help: "Value."),
                        ]
                    ) { _ in .success }
                ]
            ),
            CommandDescription(
                name: "raw",
                summary: "raw.",
                isHidden: true,
                takesWordsUnread: true
            ) { _ in .success },
            CommandDescription(
                name: "many",
                summary: "many.",
                arguments: [ArgumentDescription(name: "PATH", count: .oneOrMore, help: "Path.")]
            ) { _ in .success },
        ]
    )

    private func parse(_ words: String...) throws(UsageError) -> CommandParser {
        try CommandParser(words, root: Self.root)
    }

    private func invocation(_ words: String...) throws(UsageError) -> Invocation {
        let parser = try CommandParser(words, root: Self.root)
        return try Invocation(parser, console: CapturedConsole().console())
    }

    @Test func `words lead along the tree and fill the arguments`() throws {
        let parser = try parse("config", "set", "a.b", "5")
        #expect(parser.commandName == "tool config set")
        #expect(try parser.assignedWords() == ["KEY": ["a.b"], "VALUE": ["5"]])
    }

    @Test func `an option has its value after a blank, an equals sign, or at once`() throws {
        #expect(try invocation("config", "set", "k", "--file", "x").value(of: Self.file) == "x")
        #expect(try invocation("config", "set", "k", "--file=x").value(of: Self.file) == "x")
        #expect(try invocation("config", "set", "k", "-f", "-").value(of: Self.file) == "-")
        #expect(try invocation("config", "set", "-fx", "k").value(of: Self.file) == "x")
    }

    @Test func `options of a group hold before and after the command`() throws {
        #expect(try invocation("config", "--source", "x", "set", "k").value(of: Self.source) == "x")
        #expect(try invocation("config", "set", "k", "--source", "x").value(of: Self.source) == "x")
    }

    @Test func `after two dashes nothing is an option`() throws {
        let parser = try parse("config", "set", "k", "--", "--loud")
        #expect(try parser.assignedWords()["VALUE"] == ["--loud"])
        #expect(parser.options.isEmpty)
    }

    @Test(arguments: ["-5", "-0.5", "-", "--timeout 60 --workers 3"])
    func `a number, a lone dash and a sentence are no options`(_ word: String) throws {
        #expect(try parse("config", "set", "k", word).assignedWords()["VALUE"] == [word])
    }

    @Test func `words of a raw command are not read`() throws {
        let parser = try parse("raw", "--help", "--x", "--", "y")
        #expect(parser.words == ["--help", "--x", "--", "y"])
        #expect(!parser.wantsHelp)
    }

    @Test func `unknown words are refused with the nearest known one`() {
        #expect(
            throws: UsageError.unknownCommand("conifg", of: "tool", nearest: "config")
        ) { try parse("conifg") }
        #expect(throws: UsageError.unknownCommand("zzzzzzz", of: "tool", nearest: nil)) {
            try parse("zzzzzzz")
        }
        #expect(
            throws: UsageError.unknownOption("--lod", of: "tool config set", nearest: "--loud")
        ) { try parse("config", "set", "--lod", "k") }
    }

    @Test func `a hidden command is never suggested`() {
        #expect(throws: UsageError.unknownCommand("rwa", of: "tool", nearest: nil)) {
            try parse("rwa")
        }
    }

    @Test func `missing and superfluous words are refused`() {
        #expect(throws: UsageError.missingArgument("KEY", of: "tool config set")) {
            try invocation("config", "set")
        }
        #expect(throws: UsageError.missingArgument("PATH", of: "tool many")) {
            try invocation("many")
        }
        #expect(throws: UsageError.unexpectedArgument("c", of: "tool config set")) {
            try invocation("config", "set", "a", "b", "c")
        }
        #expect(throws: UsageError.missingValue(option: "--file", of: "tool config set")) {
            try parse("config", "set", "k", "--file")
        }
        #expect(throws: UsageError.unexpectedValue(option: "--loud", of: "tool config set")) {
            try parse("config", "set", "k", "--loud=yes")
        }
    }

    @Test func `options that exclude each other are refused`() {
        #expect(throws: UsageError.exclusive("--loud", "--quiet", of: "tool config set")) {
            try parse("config", "set", "k", "-q", "--loud")
        }
    }

    @Test(arguments: [
        ["--help"], ["-h"], ["help"], ["help", "config", "set"], ["config", "help", "set"],
        ["config", "set", "--help"], ["config", "-h", "set"],
    ])
    func `help is asked for everywhere`(_ words: [String]) throws {
        #expect(try CommandParser(words, root: Self.root).wantsHelp)
    }

    @Test func `a word that is called help can be set`() throws {
        let parser = try parse("config", "set", "help")
        #expect(!parser.wantsHelp)
        #expect(parser.words == ["help"])
    }
}
