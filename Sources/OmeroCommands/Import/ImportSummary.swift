import Repository
import Settings

/// What an import did, for people and for programs.
enum ImportSummary {
    static func text(_ report: ImportReport, seconds: Double) -> String {
        let files = report.importedFileCount
        let counts = [
            (files, files == 1 ? "file imported" : "files imported"),
            (report.updatedFileCount, "updated"), (report.alreadyThereCount, "there already"),
            (report.partCount, "part of others"), (report.skipped.count, "skipped"),
            (report.failures.count, "not read"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let what = counts.isEmpty ? "nothing to import" : counts.joined(separator: ", ")
        let images = report.imageIDs.count
        return
            "\(what); \(images) \(images == 1 ? "image" : "images")"
            + " in \(StatusTable.duration(Int(seconds)))"
    }

    static func document(_ report: ImportReport) -> JSON {
        .object([
            ("imported_files", .number("\(report.importedFileCount)")),
            ("updated_files", .number("\(report.updatedFileCount)")),
            ("images", .array(report.imageIDs.map { .number("\($0)") })),
            ("already_there", .number("\(report.alreadyThereCount)")),
            ("parts_of_others", .number("\(report.partCount)")),
            ("skipped", .array(report.skipped.map(JSON.string))),
            (
                "failures",
                .array(
                    report.failures.map {
                        .object([("path", .string($0.path)), ("reason", .string($0.reason))])
                    }
                )
            ),
        ])
    }
}
