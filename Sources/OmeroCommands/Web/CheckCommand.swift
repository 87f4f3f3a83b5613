import JSON
import OmeroWeb
import Settings

/// `omero web check`.
enum CheckCommand {
    private static let json = OptionDescription.flag("--json", help: "Print a JSON list.")

    static let description = CommandDescription(
        name: "check",
        summary: "look at settings, folders and ports without starting anything.",
        details: "Exits with 78 when something is found that keeps the server from starting.",
        examples: [
            .init("omero web check", "Prints what is well, and what to do about the rest."),
            .init("omero web check --json", "The same for programs."),
        ],
        options: [json]
    ) { invocation in
        let findings = ConfigurationCheck.run(try CommandInstance.locate(invocation.console))
        if invocation.isSet(json) {
            try invocation.console.line(JSONValue.array(findings.map(document)).text(.spaced))
        } else {
            for finding in findings { try invocation.console.line(text(of: finding)) }
        }
        return findings.contains { $0.level == .failure } ? .badConfiguration : .success
    }

    static func text(of finding: ConfigurationCheck.Finding) -> String {
        let mark =
            switch finding.level {
            case .ok: "OK     "
            case .warning: "WARNING"
            case .failure: "FAILURE"
            }
        let remedy = finding.remedy.map { "\n          -> \($0)" } ?? ""
        return "\(mark)   \(finding.subject): \(finding.text)\(remedy)"
    }

    private static func document(_ finding: ConfigurationCheck.Finding) -> JSONValue {
        [
            "level": .string(finding.level.rawValue), "subject": .string(finding.subject),
            "text": .string(finding.text), "remedy": JSONValue(finding.remedy),
        ]
    }
}
