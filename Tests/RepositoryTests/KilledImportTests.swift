import Foundation
import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `Killed import` {
    private let folder: TemporaryFolder
    private static let count = 600

    init() throws {
        folder = try TemporaryFolder()
        let pixel = try #require(
            Data(
                base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
                    + "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
            )
        )
        try FileManager.default.createDirectory(
            atPath: folder.path("in"),
            withIntermediateDirectories: true
        )
        for index in 0..<Self.count {
            try pixel.write(to: URL(filePath: folder.path("in/\(index).png")))
        }
    }

    private func numbers(_ text: String, _ catalogue: SQLiteCatalogue) throws -> [Int] {
        try catalogue.database.read { connection in
            try connection.rows(text) { try $0.next(Int.self) }
        }
    }

    @Test(arguments: [1, 130, 333])
    func `what a killed import wrote is whole, and the next one goes on`(_ files: Int) throws {
        let probe = try ProbeProcess(["import", folder.path(""), folder.path("in")])
        for _ in 0..<files { _ = try probe.line() }
        probe.kill()

        let catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        let check = try catalogue.database.read { connection in
            try connection.rows("PRAGMA integrity_check") { try $0.next(String.self) }
        }
        #expect(check == ["ok"])
        let before = try catalogue.imageCount()
        #expect(before >= files && before <= Self.count)
        try expectConsistent(catalogue, imageCount: before)

        let report = try Repository.Importer(catalogue).run([folder.path("in")])
        #expect(report.failures == [])
        #expect(report.alreadyThereCount == before)
        #expect(report.importedFileCount == Self.count - before)
        try expectConsistent(catalogue, imageCount: Self.count)
    }

    private func expectConsistent(_ catalogue: SQLiteCatalogue, imageCount: Int) throws {
        for table in ["image", "fileset", "originalfile", "channel", "pyramidlevel"] {
            let text = "SELECT count(*) FROM \(table)"
            let perImage = table == "channel" ? 3 : 1
            #expect(try numbers(text, catalogue) == [imageCount * perImage], "\(table)")
        }
        #expect(try catalogue.imageCount() == imageCount)
        let listed = try catalogue.images(ListFilter(.everything), ListPage(limit: 1))
        #expect(listed.totalCount == imageCount)
        let words = try #require(SearchWords("png"))
        let found = try catalogue.search(.image, for: words, .everything, before: nil, limit: 1000)
        #expect(found.count == imageCount)
    }
}
