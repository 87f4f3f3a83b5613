import Testing

@testable import OmeroCommands

/// Every command of the tree with the path that leads to it.
private func allPaths(_ path: [CommandDescription]) -> [[CommandDescription]] {
    [path] + (path.last?.subcommands ?? []).flatMap { allPaths(path + [$0]) }
}

@Suite struct `Help text` {
    private static let names = allPaths([CommandTree.root]).map { path in
        path.dropFirst().map(\.name)
    }

    private func path(_ names: [String]) -> [CommandDescription] {
        names.reduce(into: [CommandTree.root]) { path, name in
            path += path.last?.subcommand(name).map { [$0] } ?? []
        }
    }

    @Test(arguments: names)
    func `every command has help of at most 80 columns with an example`(_ names: [String]) {
        let path = path(names)
        #expect(path.count == names.count + 1)
        let text = HelpText(path: path).text
        for line in text.split(separator: "\n") {
            #expect(line.count <= 80, "too wide: \(line)")
            #expect(line.last != " ", "blank at the end: \(line)")
        }
        #expect(text.contains("\nExamples:\n  "))
        #expect(text.contains("\nUsage:\n  omero"))
        #expect(text.contains("--help, -h"))
    }

    @Test(arguments: names)
    func `summaries are short and every option and argument is explained`(_ names: [String]) {
        guard let command = path(names).last else { return }
        #expect(command.summary.count <= 64 && command.summary.hasSuffix("."))
        #expect(command.visibleOptions.allSatisfy { $0.help.hasSuffix(".") })
        #expect(command.arguments.allSatisfy { $0.help.hasSuffix(".") })
        #expect((command.run == nil) == !command.subcommands.isEmpty)
    }

    @Test(arguments: names)
    func `examples are lines that the parser takes`(_ names: [String]) throws {
        guard let command = path(names).last, !command.takesWordsUnread else { return }
        for example in command.examples where example.words.hasPrefix("omero ") {
            let line = example.words.prefix { $0 != ">" && $0 != "|" }
            let words = line.dropFirst("omero ".count).split(separator: " ").map {
                $0.trimmingPrefix("'").description
            }
            let parser = try CommandParser(words, root: CommandTree.root)
            #expect(parser.path.count > 1, "\(example.words)")
        }
    }

    @Test func `what help says is what the parser knows`() {
        let result = omero("web", "start", "--help")
        #expect(
            result.output == """
                omero web start: start the server.

                Copies the static files, starts the worker pools, and says [OK] when all of them
                serve. What goes wrong is said here, and nothing is left running.

                Examples:
                  omero web start
                      Starts it in the background.
                  omero web start --foreground
                      For systemd and containers.

                Usage:
                  omero web start [--foreground] [--keep-sessions] [--no-wait]

                Options:
                  --foreground     Stay in the foreground, as service supervisors want it; log
                                   to the terminal too.
                  --keep-sessions  Taken for OMERO's sake: sessions are kept in any case.
                  --no-wait        Taken for OMERO's sake: expired sessions never delay a start.
                  --help, -h       Show this help.

                """
        )
        #expect(result.status == 0)
        #expect(result.messages.isEmpty)
    }

    @Test func `hidden commands and options are not shown`() {
        #expect(!omero("web", "--help").output.contains("worker  "))
        #expect(!omero("web", "--help").output.contains("master"))
        #expect(!omero("web", "start", "--help").output.contains("--wsgi-args"))
    }

    @Test func `a group alone prints its help to the messages and exits with 64`() {
        let result = omero("web")
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.messages.hasPrefix("omero web: start, stop and watch the server."))
        #expect(
            result.messages.hasSuffix("omero web: a command is missing\nTry 'omero web --help'.\n")
        )
    }

    @Test func `a mistyped command exits with 64 and names the right one`() {
        let result = omero("web", "statsu")
        #expect(result.status == 64)
        #expect(
            result.messages
                == "omero web: there is no command 'statsu'; did you mean 'status'?\n"
                + "Try 'omero web --help'.\n"
        )
    }
}

@Suite struct `Text columns` {
    @Test func `lines break at blanks and are never wider than asked`() {
        #expect(TextColumns.lines("aa bb cc", width: 5) == ["aa bb", "cc"])
        #expect(TextColumns.lines("aaaaaaaa b", width: 5) == ["aaaaaaaa", "b"])
        #expect(TextColumns.lines("", width: 5) == [])
    }

    @Test func `a long word has its meaning below`() {
        let long = String(repeating: "x", count: 40)
        let table = TextColumns.table([("ab", "one"), (long, "two")])
        #expect(table == "  ab  one\n  \(long)\n      two\n")
    }
}
