import Repository
import SharedState
import WebAccess

/// `omero quota show`, `list` and `reset`.
enum QuotaReportCommands {
    private static let user = ArgumentDescription(name: "USER", help: "ID or name.")

    /// Users in one list.
    private static let usersMax = 100_000

    static let show = CommandDescription(
        name: "show",
        summary: "show what a user may download and has.",
        examples: [.init("omero quota show anna", "Her limits, and what is left.")],
        options: [PeopleTable.style],
        arguments: [user],
        run: PeopleAccess.command { invocation, access in
            let user = try access.user(invocation.requiredWord(user))
            try table([user], access.quotas()).write(invocation)
        }
    )

    static let list = CommandDescription(
        name: "list",
        summary: "list all who downloaded something.",
        examples: [.init("omero quota list --style csv", "A report for programs.")],
        options: [PeopleTable.style],
        run: PeopleAccess.command { invocation, access in
            let quotas = try access.quotas()
            let users = try quotas.ledger.subjects(max: usersMax).compactMap { subject in
                guard case .user(let id) = subject else { return ExperimenterRecord?.none }
                return try access.people.experimenter(id)
            }
            try table(users, quotas).write(invocation)
        }
    )

    static let reset = CommandDescription(
        name: "reset",
        summary: "give a user the whole quota back.",
        examples: [.init("omero quota reset anna", "What she used in this window is forgotten.")],
        arguments: [user],
        run: PeopleAccess.command { invocation, access in
            let user = try access.user(invocation.requiredWord(user))
            let isKnown = try access.quotas().ledger.reset(.user(user.id))
            try access.console.line(
                isKnown
                    ? "Reset the quota of \(user.userName)"
                    : "\(user.userName) has downloaded nothing"
            )
        }
    )

    private static func table(
        _ users: [ExperimenterRecord],
        _ quotas: DownloadQuotas
    ) throws -> PeopleTable {
        PeopleTable(
            titles: [
                "id", "login", "limit", "used", "reserved", "left", "resets in s", "speed",
                "at once", "open", "total", "downloads", "refused", "burnt",
            ],
            rows: try users.map { try row($0, quotas) }
        )
    }

    private static func row(_ user: ExperimenterRecord, _ quotas: DownloadQuotas) throws -> [String]
    {
        let report = try quotas.report(of: DownloadQuotas.Person(user))
        let limits = report.limits
        func number(_ limit: Int?) -> String { limit.map { "\($0)" } ?? "-" }
        return [
            "\(user.id)", user.userName, number(limits.bytes), "\(report.usedBytes)",
            "\(report.reservedBytes)", number(report.leftBytes), "\(report.resetSeconds)",
            number(limits.bytesPerSecond), number(limits.streams), "\(report.streams)",
            "\(report.totalBytes)", "\(report.downloads)", "\(report.refusals)",
            "\(report.burntBytes)",
        ]
    }
}
