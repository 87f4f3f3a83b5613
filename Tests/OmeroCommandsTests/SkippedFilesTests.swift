import Testing

@testable import OmeroCommands

@Suite struct `Skipped files` {
    @Test func `each is named, and a folder that is one image is named once`() {
        let lines = SkippedFiles.lines(["/a/x.svs", "/a/b.zarr/0/0", "/a/b.zarr/.zattrs"])
        #expect(lines.count == 2)
        #expect(lines[0].hasSuffix(": /a/x.svs"))
        #expect(lines[1].hasSuffix(": /a/b.zarr (2 files)"))
    }

    @Test func `many are counted`() {
        let lines = SkippedFiles.lines((0..<100).map { "/a/\($0).svs" })
        #expect(lines.count == SkippedFiles.linesMax + 1)
        #expect(lines.last == "skipped: 60 more")
    }
}
