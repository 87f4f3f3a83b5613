import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Repository

@Suite struct `Rounds of a watch` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue
    private let reading = TextReading()

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("var/catalogue.db"), isDurable: false)
        try FileManager.default.createDirectory(
            atPath: folder.path("in"),
            withIntermediateDirectories: true
        )
    }

    private func write(_ name: String, _ text: String = "16 1", ageSeconds: Double) throws {
        let path = folder.path("in/" + name)
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -ageSeconds)],
            ofItemAtPath: path
        )
    }

    private func run(_ memory: ImportMemory) throws -> ImportReport {
        try Repository.Importer(catalogue, reading: reading).run(
            [folder.path("in")],
            memory: memory
        )
    }

    @Test func `each file is read once, and again when it has changed`() throws {
        let memory = ImportMemory()
        try write("a.img", ageSeconds: 100)
        try write("broken.img", "x", ageSeconds: 100)
        #expect(try run(memory).importedFileCount == 1)
        let opened = reading.openCount.load(ordering: .relaxed)
        let second = try run(memory)
        #expect(second.alreadyThereCount == 0 && second.failures.isEmpty)
        #expect(reading.openCount.load(ordering: .relaxed) == opened)
        try write("a.img", "32 1", ageSeconds: 50)
        try write("b.img", ageSeconds: 50)
        let third = try run(memory)
        #expect(third.updatedFileCount == 1 && third.importedFileCount == 1)
    }

    @Test func `a file that is being written is left for a later round`() throws {
        let memory = ImportMemory()
        try write("a.img", ageSeconds: 1)
        try write("tomorrow.img", ageSeconds: -86_400)
        let report = try run(memory)
        #expect(report.importedFileCount == 1, "only the one with a time to come")
        #expect(memory.unsettledCount == 1)
        try write("a.img", ageSeconds: 6)
        #expect(try run(memory).importedFileCount == 1)
        #expect(memory.unsettledCount == 0)
    }
}
