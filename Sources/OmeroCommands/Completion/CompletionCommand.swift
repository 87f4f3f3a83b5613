/// `omero completion`: scripts that let a shell complete command lines.
enum CompletionCommand {
    private static let shell = ArgumentDescription(
        name: "SHELL",
        help: "bash, zsh or fish.",
        completion: .words(CompletionScript.Shell.allCases.map(\.rawValue))
    )

    static let description = CommandDescription(
        name: "completion",
        summary: "print a script that completes command lines in a shell.",
        examples: [
            .init(
                "omero completion bash > /etc/bash_completion.d/omero",
                "For bash, from the next login on."
            ),
            .init(#"omero completion zsh > "${fpath[1]}/_omero""#, "For zsh."),
            .init("omero completion fish > ~/.config/fish/completions/omero.fish", "For fish."),
        ],
        arguments: [shell]
    ) { invocation in
        let word = invocation.requiredWord(shell)
        guard let shell = CompletionScript.Shell(rawValue: word) else {
            throw UsageError.invalidValue(
                name: shell.name,
                value: word,
                expected: "bash, zsh or fish",
                of: invocation.commandName
            )
        }
        try invocation.console.write(CompletionScript(root: CommandTree.root).text(for: shell))
        return .success
    }
}
