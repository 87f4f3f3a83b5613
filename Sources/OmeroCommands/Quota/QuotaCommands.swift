/// `omero quota`: what users may download, and what they have.
enum QuotaCommands {
    static let description = CommandDescription(
        name: "quota",
        summary: "show and set what users may download.",
        details: """
            Works on the ledger of the instance, beside a running server. What holds for everybody \
            is set by the properties omero.web.download.*; limits of a user replace those of the \
            groups, of which the most generous one holds, and those replace what holds for everybody.
            """,
        examples: [
            .init("omero quota set --user anna --bytes 20GiB", "20 GiB in each window."),
            .init("omero quota set --group lab --concurrent 8", "For each member of the group."),
            .init("omero quota show anna", "What she has used and what is left."),
        ],
        subcommands: [
            QuotaReportCommands.show, QuotaReportCommands.list, QuotaSetCommand.description,
            QuotaReportCommands.reset,
        ]
    )
}
