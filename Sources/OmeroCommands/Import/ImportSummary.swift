import JSON
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

    static func document(_ report: ImportReport) -> JSONValue {
        [
            "imported_files": .integer(report.importedFileCount),
            "updated_files": .integer(report.updatedFileCount),
            "images": .array(report.imageIDs.map(JSONValue.integer)),
            "already_there": .integer(report.alreadyThereCount),
            "parts_of_others": .integer(report.partCount),
            "skipped": .array(report.skipped.map(JSONValue.string)),
            "omissions": .array(report.omissions.map(JSONValue.string)),
            "failures": .array(
                report.failures.map { ["path": .string($0.path), "reason": .string($0.reason)] }
            ),
        ]
    }
}
