import Foundation
import Pixels
import Rendering
import Synchronization
import TestSupport
import Testing

@testable import Repository

@Suite struct `Importer` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue
    private let reading = TextReading()

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("var/catalogue.db"))
        try FileManager.default.createDirectory(
            atPath: folder.path("data"),
            withIntermediateDirectories: true
        )
    }

    private func write(_ name: String, _ text: String = "16 1") throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path("data/" + name)))
    }

    private func run(
        _ options: ImportOptions = ImportOptions(),
        progress: (ImportProgress) throws -> Void = { _ in }
    ) throws -> ImportReport {
        try Repository.Importer(catalogue, reading: reading)
            .run([folder.path("data")], options: options, progress: progress)
    }

    private func images() throws -> [ImageRecord] { try catalogue.images(after: 0, limit: 1000) }

    @Test func `what a file says is in the catalogue, and it is read where it lies`() throws {
        try write("a.img")
        let report = try run()
        #expect(report.importedFileCount == 1)
        let image = try #require(try images().first)
        #expect(report.imageIDs == [image.id])
        #expect(image.name == "a.img")
        #expect(image.description == "from a.img")
        #expect(image.path == folder.path("data/a.img"))
        #expect(image.acquisitionSeconds == 1.5)
        #expect(image.pixels.nominalMagnification == 40)
        #expect(image.pixels.format == "text")
        #expect(image.dimensions == Dimensions(x: 16, y: 4, c: 2))
        #expect(image.pixels.tileSize == PixelSize(width: 256, height: 64))
        #expect(image.channels.map(\.metadata.name) == ["channel 0", "channel 1"])
        #expect(image.channels[0].statistics == PixelStatistics(min: 0, max: 15))
        #expect(image.channels[1].statistics == PixelStatistics(min: 10, max: 25))
        let source = try OpenImages(reading: reading).source(for: image)
        #expect(source.dimensions == image.dimensions)
    }

    @Test func `images of one file are named apart`() throws {
        try write("a.img", "16 3")
        _ = try run()
        #expect(try images().map(\.name) == ["a.img #1", "a.img [part 1]", "a.img [part 2]"])
        #expect(try images().map(\.series) == [0, 1, 2])
    }

    @Test func `a second import finds everything there`() throws {
        for index in 0..<20 { try write("\(index).img") }
        #expect(try run().importedFileCount == 20)
        let before = try images()
        let opened = reading.openCount.load(ordering: .relaxed)
        let report = try run()
        #expect(report.alreadyThereCount == 20)
        #expect(report.importedFileCount == 0)
        #expect(try images() == before)
        #expect(reading.openCount.load(ordering: .relaxed) == opened)
    }

    @Test func `a changed file gets a new version and keeps its images' ids`() throws {
        try write("a.img")
        _ = try run()
        let before = try #require(try images().first)
        try write("a.img", "32 2")
        let report = try run()
        #expect(report.updatedFileCount == 1)
        let after = try images()
        #expect(after.map(\.dimensions.x) == [32, 32])
        #expect(after[0].id == before.id)
        #expect(after[0].version != before.version)
        #expect(try run().alreadyThereCount == 1)
    }

    @Test func `a broken file is told and written down, and tried again`() throws {
        try write("a.img")
        try write("bad.img", "damage")
        try write("empty.img", "16 0")
        let bad = folder.path("data/bad.img")
        for _ in 0..<2 {
            let report = try run()
            #expect(Set(report.failures.map(\.path)) == [bad, folder.path("data/empty.img")])
            #expect(report.failures.contains(.init(path: bad, reason: "\(bad) is damaged")))
        }
        #expect(try catalogue.fileset(importedFrom: bad)?.failure == "\(bad) is damaged")
        #expect(try catalogue.imageCount() == 1)
        try write("bad.img", "16 1")
        #expect(try run().updatedFileCount == 1)
        #expect(try catalogue.fileset(importedFrom: bad)?.failure == nil)
        #expect(try catalogue.imageCount() == 2)
    }

    @Test func `a file that breaks later keeps its images, marked with the reason`() throws {
        try write("a.img")
        _ = try run()
        try write("a.img", "damage")
        #expect(try run().failures.count == 1)
        let image = try #require(try images().first)
        #expect(image.failure == "\(image.path) is damaged")
    }

    @Test func `files of one set become one fileset`() throws {
        try write("a.img", "16 1 b.img c.img")
        try write("b.img", "16 1 c.img a.img")
        try write("c.img", "16 1 a.img b.img")
        try write("d.img")
        let report = try run()
        #expect(report.importedFileCount == 2)
        #expect(report.partCount == 2)
        #expect(try catalogue.imageCount() == 2)
        let again = try run()
        #expect(again.alreadyThereCount == 2)
        #expect(again.partCount == 2)
        let set = try catalogue.fileset(importedFrom: folder.path("data/c.img"))
        #expect(set?.files.count == 3)
    }

    @Test func `a change of any file of a set changes the version`() throws {
        try write("a.img", "16 1 b.img")
        try write("b.img", "16 1 a.img")
        _ = try run()
        let before = try #require(try images().first)
        let other = before.name == "a.img" ? "b" : "a"
        try write("\(other).img", "16 1 \(before.name) ")
        #expect(try run().updatedFileCount == 1)
        let after = try #require(try images().first)
        #expect(after.version != before.version)
        #expect(after.id == before.id)
    }

    @Test func `a set with a missing file is told`() throws {
        try write("a.img", "16 1 missing.img")
        let failure = try #require(try run().failures.first)
        #expect(failure.reason.contains("missing.img"))
    }

    @Test func `progress counts every file and its bytes`() throws {
        for index in 0..<10 { try write("\(index).img") }
        var heard: [ImportProgress] = []
        _ = try run { heard.append($0) }
        #expect(heard.map(\.doneCount) == Array(1...10))
        #expect(heard.allSatisfy { $0.totalCount == 10 })
        #expect(heard.last?.doneBytes == 40)
        #expect(Set(heard.map(\.path)).count == 10)
    }

    private struct Interruption: Error {}

    @Test func `an import that was ended goes on where it ended`() throws {
        for index in 0..<30 { try write("\(index).img") }
        #expect(throws: Interruption.self) {
            try run { if $0.doneCount == 5 { throw Interruption() } }
        }
        let first = try images()
        #expect(first.count >= 5)
        let report = try run()
        #expect(report.alreadyThereCount == first.count)
        #expect(report.importedFileCount == 30 - first.count)
        #expect(try catalogue.imageCount() == 30)
    }

    @Test func `two imports at once bring in every file once`() throws {
        for index in 0..<40 { try write("\(index).img") }
        let other = try SQLiteCatalogue(path: folder.path("var/catalogue.db"))
        let importer = Repository.Importer(other, reading: reading)
        var options = ImportOptions()
        options.threadCount = 4
        var nested: ImportReport?
        let report = try run(options) { _ in
            if nested == nil { nested = try importer.run([folder.path("data")], options: options) }
        }
        #expect(report.importedFileCount + (nested?.importedFileCount ?? 0) == 40)
        #expect(try catalogue.imageCount() == 40)
    }

    @Test func `unknown names are skipped and told`() throws {
        try write("readme.txt")
        #expect(try run().skipped == [folder.path("data/readme.txt")])
    }
}
