import JSON
import Kernel
import Settings
import TestSupport
import Testing

@testable import OmeroCommands
@testable import Repository

@Suite struct `omero import` {
    @Test(arguments: [
        ("Dataset:12", ImportOptions.Target.dataset(id: 12)),
        ("Dataset:name:Screen 7", .datasetNamed("Screen 7")),
        ("Screen:3", .screen(id: 3)), ("Screen:name:S", .screenNamed("S")),
        ("Dataset:name:a:b", .datasetNamed("a:b")),
        ("Project:name:P/Dataset:name:D", .datasetIn(project: "P", dataset: "D")),
        ("Project:name:a/b:c/Dataset:name:d/e", .datasetIn(project: "a/b:c", dataset: "d/e")),
    ])
    func `OMERO's targets are understood`(_ text: String, _ target: ImportOptions.Target) {
        #expect(ImportTarget.parse(text) == target)
    }

    @Test(arguments: [
        "", "12", "Dataset:", "Dataset:0", "Dataset:-1", "Dataset:name:", "Plate:1",
        "Project:name:P", "Project:name:/Dataset:name:D",
        "Project:name:P/Dataset:name:", "Project:1/Dataset:name:D",
    ])
    func `others are none`(_ text: String) {
        #expect(ImportTarget.parse(text) == nil)
    }

    @Test(arguments: [
        [], ["/", "--target", "Plate:1"], ["/", "-d", "x"], ["/", "-d", "0"],
        ["/", "--transfer", "move"], ["/", "-d", "1", "--target", "Dataset:1"],
    ])
    func `wrong words are refused before anything is read`(_ words: [String]) throws {
        let instance = try TemporaryInstance()
        #expect(instance.run(["import"] + words).status == 64)
    }

    @Test func `a path that is not there is named`() throws {
        let instance = try TemporaryInstance()
        let path = instance.folder.path("nothing")
        let result = instance.run(["import", path])
        #expect(result.status == 66)
        #expect(result.messages == "File not found: \(path)\n")
    }

    @Test func `a summary counts what there was`() {
        var report = ImportReport()
        report.importedFileCount = 1
        report.imageIDs = [4, 5]
        report.failures = [.init(path: "/a", reason: "broken")]
        report.omissions = ["/b: a shape"]
        #expect(
            ImportSummary.text(report, seconds: 61.5)
                == "1 file imported, 1 not read; 2 images in 1m01s"
        )
        #expect(
            ImportSummary.document(report).text(.spaced)
                == #"{"imported_files": 1, "updated_files": 0, "images": [4, 5], "#
                + #""already_there": 0, "parts_of_others": 0, "skipped": [], "#
                + #""omissions": ["/b: a shape"], "#
                + #""failures": [{"path": "/a", "reason": "broken"}]}"#
        )
        #expect(
            ImportSummary.text(ImportReport(), seconds: 0) == "nothing to import; 0 images in 0s"
        )
    }
}

@Suite struct `Progress bar` {
    private let bar = ProgressBar(
        doneCount: 25,
        totalCount: 100,
        doneBytes: 30 << 20,
        seconds: 10
    )

    @Test func `words tell what is done, how fast, and what is left`() {
        #expect(bar.line == "25 of 100 files, 3.0 MiB/s, 30s left")
    }

    @Test func `a bar fills as far as the files are done`() {
        #expect(
            bar.text(columns: 120)
                == "[#######-----------------------] 25 of 100 files, 3.0 MiB/s, 30s left"
        )
    }

    @Test(arguments: 1..<120)
    func `it is never as wide as the terminal`(_ columns: Int) {
        #expect(bar.text(columns: columns).count < columns)
    }

    @Test func `before the first file nothing is foretold`() {
        let start = ProgressBar(doneCount: 0, totalCount: 0, doneBytes: 0, seconds: 0)
        #expect(start.line == "0 of 0 files, 0.0 MiB/s")
    }
}

@Suite struct `Import display` {
    private func progress(_ outcome: ImportOutcome) -> ImportProgress {
        ImportProgress(
            doneCount: 1,
            totalCount: 2,
            doneBytes: 10,
            path: "/a.tif",
            outcome: outcome
        )
    }

    @Test func `a terminal gets a bar that is wiped at the end`() throws {
        let captured = CapturedConsole()
        let display = ImportDisplay(
            captured.console(columns: 100),
            startedAt: .now().adding(seconds: -60)
        )
        try display.show(progress(.alreadyThere))
        try display.end(ImportReport())
        #expect(captured.messages.hasPrefix("\r\u{1B}[K[##"))
        #expect(captured.messages.hasSuffix("\r\u{1B}[Knothing to import; 0 images in 1m00s\n"))
    }

    @Test func `elsewhere there are lines without control characters`() throws {
        let captured = CapturedConsole()
        let display = ImportDisplay(captured.console(), startedAt: .now().adding(seconds: -60))
        try display.show(progress(.failed(reason: "broken")))
        try display.show(progress(.alreadyThere))
        #expect(captured.messages.hasPrefix("/a.tif: broken\n1 of 2 files, "))
        #expect(captured.messages.split(separator: "\n").count == 2)
        #expect(!captured.messages.contains("\u{1B}"))
    }
}

@Suite struct `Console marks` {
    @Test func `marks are coloured where colours are wanted, and plain elsewhere`() {
        let captured = CapturedConsole()
        #expect(captured.console().mark("OK") == "[OK]")
        #expect(captured.console(usesColour: true).mark("OK") == "\u{1B}[32m[OK]\u{1B}[0m")
    }
}
